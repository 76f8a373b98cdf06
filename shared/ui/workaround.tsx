import type { Locale } from '../core/locale.ts';
import { Clamp } from './clamp.tsx';

/** What people can do meanwhile. Nothing where nothing was given. */
export function Workaround({ text, locale }: { text: string | null | undefined; locale: Locale }) {
  if (!text) return null;
  return (
    <div>
      <p class="label">{locale.say('card_workaround')}</p>
      <Clamp text={text} locale={locale} />
    </div>
  );
}
