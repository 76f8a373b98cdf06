import { type Locale, localeOf } from '../../shared/core/locale.ts';
import en from '../../shared/locales/en.json';

/** English words, and times of this zone. */
export const english = (timeZone = 'UTC'): Locale => localeOf(en, timeZone);
