import type en from '../locales/en.json';

/** Name of a message in `shared/locales/*.json`. */
export type MessageKey = keyof typeof en;

/** Name of a message that is told by number: the file holds `<name>_one`, `<name>_other` and what else its language tells apart. */
export type PluralKey = {
  [Key in MessageKey]: Key extends `${infer Name}_one` ? Name : never;
}[MessageKey];

/** The words of one language, and how its readers tell numbers and times. Every word that people read comes out of it. */
export interface Locale {
  /** BCP 47, for `Intl`: that of the messages, so that English words never stand beside Dutch dates. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** An IANA name; `undefined` means that of the machine. */
  readonly timeZone: string | undefined;
  /** A message; `$1` is the first substitution. */
  readonly say: (key: MessageKey, ...substitutions: string[]) => string;
  /** The form of a message for `n`. Without substitutions, `$1` is `n` itself. */
  readonly count: (key: PluralKey, n: number, ...substitutions: string[]) => string;
  /** `n` in the digits of the language. */
  readonly number: (n: number) => string;
}

/** Looks a message up; the empty string where there is none, as `i18n.getMessage` of the browsers has it. */
type LookUp = (key: string, substitutions: string[]) => string;

/** The locale over a look-up. */
export function createLocale(lookUp: LookUp, timeZone?: string): Locale {
  const say = (key: string, substitutions: string[] = []) => lookUp(key, substitutions);
  const language = say('language_tag');
  const plural = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language);
  const number = (n: number) => digits.format(n);
  return {
    language,
    direction: say('text_direction') === 'rtl' ? 'rtl' : 'ltr',
    timeZone,
    say: (key, ...substitutions) => say(key, substitutions),
    count: (key, n, ...given) => {
      const substitutions = given.length > 0 ? given : [number(n)];
      return say(`${key}_${plural.select(n)}`, substitutions) || say(`${key}_other`, substitutions);
    },
    number,
  };
}

/** The locale over a file of `shared/locales`, where no browser looks messages up. */
export function localeOf(messages: Readonly<Record<string, string>>, timeZone?: string): Locale {
  return createLocale(
    (key, substitutions) =>
      (messages[key] ?? '').replace(/\$([1-9])/g, (_, place) => substitutions[Number(place) - 1] ?? ''),
    timeZone,
  );
}

// Characters for private use: no message holds them, and no look-up changes them.
const MARKS = ['\uE000', '\uE001', '\uE002'];

/**
 * A message in parts: its own words as text, and a substitution as its place, from 0. For surfaces that put more than text
 * in its place; only the language knows in which order they stand.
 */
export function messageParts(say: (...marks: string[]) => string): (string | number)[] {
  return say(...MARKS)
    .split(/([\uE000-\uE002])/)
    .filter((part) => part !== '')
    .map((part) => (MARKS.includes(part) ? MARKS.indexOf(part) : part));
}
