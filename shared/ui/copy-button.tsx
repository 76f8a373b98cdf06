import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../core/locale.ts';

/** Copies a text. It needs a script, so a page that is served without one does not show it. */
export function CopyButton({ text, locale }: { text: string; locale: Locale }) {
  const [state, setState] = useState<'absent' | 'copy' | 'copied' | 'copy_failed'>('absent');
  useEffect(() => setState('copy'), [text]);
  if (state === 'absent') return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('copy_failed'),
    );
  return (
    <button type="button" class="button small" onClick={() => void copy()}>
      <span aria-live="polite">{locale.say(`card_${state}`)}</span>
    </button>
  );
}
