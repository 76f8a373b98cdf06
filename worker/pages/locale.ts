import { localeOf } from '../../shared/core/locale.ts';
import en from '../../shared/locales/en.json';

/**
 * The words of the relay's pages: English, as the pages' own still are. The relay does not know the reader's zone, so it tells
 * times in UTC.
 */
export const pageLocale = localeOf(en, 'UTC');
