import { messagesOf } from '../../scripts/locale-files.ts';
import { type Locale, localeOf } from '../../shared/core/locale.ts';
import en from '../../shared/locales/en.json' with { type: 'json' };

/** English words, and times of this zone. */
export const english = (timeZone = 'UTC'): Locale => localeOf(en, timeZone);

/** The words of a language by the name of its file. */
export const localeIn = (language: string, timeZone = 'UTC'): Locale =>
  localeOf(messagesOf(language), timeZone);
