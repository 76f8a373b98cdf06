import { useEffect, useState } from 'preact/hooks';
import { cardStrings } from './card-strings.ts';

/** Copies a text. It needs a script, so a page that is served without one does not show it. */
export function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<'absent' | 'copy' | 'copied' | 'copyFailed'>('absent');
  useEffect(() => setState('copy'), [text]);
  if (state === 'absent') return null;
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      () => setState('copyFailed'),
    );
  return (
    <button type="button" class="button small" onClick={() => void copy()}>
      <span aria-live="polite">{cardStrings[state]}</span>
    </button>
  );
}
