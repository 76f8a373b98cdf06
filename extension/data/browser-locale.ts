import { createLocale, type Locale } from '../../shared/core/locale.ts';

/**
 * The language that the browser has chosen for us. It looks the messages up, so none lies in our scripts. `chrome` is there in
 * Firefox too; WXT types the look-up of its `browser` by a file that only a build makes.
 */
export function browserLocale(): Locale {
  return createLocale((key, substitutions) => chrome.i18n.getMessage(key, substitutions));
}
