import { describe, expect, it } from 'vitest';
import { languages, messagesOf } from '../../scripts/locale-files.ts';
import { localeOf } from '../../shared/core/locale.ts';
import { codeOf, sourcesIn, textOf, trackedFiles } from './support/tracked-files.ts';

const english = messagesOf('en');
/** Names of the messages that are told by number. */
const plurals = Object.keys(english).flatMap((key) => (key.endsWith('_one') ? key.slice(0, -4) : []));
const placesIn = (text = '') => [...new Set(text.match(/\$\d/g))].toSorted().join(' ');
const formOf = (key: string) => /^(.*)_(zero|one|two|few|many|other)$/.exec(key);
const isForm = (key: string) => plurals.includes(formOf(key)?.[1] ?? '');

/** The forms of number that a file must hold. French, Spanish and Portuguese have one more for millions, of which we have none. */
function formsOf(language: string): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.length > 3 ? pluralCategories : ['one', 'other'];
}

it('speaks seven languages', () => {
  expect(languages()).toEqual(['ar', 'de', 'en', 'es', 'fr', 'ja', 'pt_BR']);
});

describe.each(languages())('the messages in %s', (language) => {
  const messages = messagesOf(language);
  const locale = localeOf(messages);

  it('are those that there are in English, with every form of number that the language tells apart', () => {
    const needed = Object.keys(english)
      .filter((key) => !isForm(key))
      .concat(plurals.flatMap((name) => formsOf(locale.language).map((form) => `${name}_${form}`)));
    expect(Object.keys(messages).toSorted()).toEqual(needed.toSorted());
  });

  it('leave room for the same substitutions', () => {
    const wrong = Object.entries(messages).filter(([key, text]) => {
      const [, name, form] = (isForm(key) && formOf(key)) || [];
      const expected = placesIn(english[name === undefined ? key : `${name}_other`]);
      const found = placesIn(text);
      // "One incident" needs no number; the number is the last substitution, and what is affected is none.
      const isTold = /^(zero|one|two)$/.test(form ?? '') && !key.startsWith('words_effect_');
      return found !== expected && !(isTold && found === expected.replace(/ ?\$\d$/, ''));
    });
    expect(wrong).toEqual([]);
  });

  it('hold nothing that a browser takes for the name of a substitution', () => {
    expect(Object.values(messages).filter((text) => /\$[a-z0-9_@]+\$|\$(?!\d)/i.test(text))).toEqual([]);
  });

  it('are set as print is, and stay calm', () => {
    const wrong = Object.entries(messages).filter(
      ([, text]) => text.trim() === '' || /['"!！¡]|\.\.\.|^\s|\s$| {2}/.test(text),
    );
    expect(wrong).toEqual([]);
  });

  it('name their language and its direction', () => {
    expect(new Intl.Locale(locale.language).language).toBe(language.slice(0, 2));
    expect(locale.direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
  });

  it('lead the sentence with what is affected, and end it after since when, so that a narrow banner can leave that out', () => {
    expect(messages['words_sentence']).toMatch(/^\$1[^$]+\$2[^$]+$/);
    expect(messages['words_since_for']).toMatch(/^\$1/);
  });

  it('describe the extension in the 132 characters that a store takes', () => {
    expect(messages['manifest_description']?.length).toBeLessThanOrEqual(132);
  });
});

/** What a message's name begins with: the surface, or the section of the settings. */
const surfaces =
  'words|badge|banner|card|popup|options|services|ways|quiet_hours|diagnostics|onboarding|notification|menu|test|pairing';

it('names every message by the surface that shows it', () => {
  const named = new RegExp(`^(language_tag|text_direction|(manifest|${surfaces})_)`);
  expect(Object.keys(english).filter((key) => !named.test(key))).toEqual([]);
});

it('has no message that nobody says', () => {
  const code = sourcesIn('shared/core', 'shared/ui', 'extension', 'worker/pages').map(codeOf).join('\n');
  const said = [...code.matchAll(new RegExp(`['"\`]((?:${surfaces})_[^'"\`]+)['"\`]`, 'g'))]
    .map(([, name = '']) => name.replaceAll(/\$\{.*?\}/g, '\u0000'))
    .map((name) => new RegExp(`^${name.split('\u0000').join('[a-z0-9_]+')}(_one|_other)?$`));
  const own = /^(language_tag|text_direction|manifest_)/;
  const silent = Object.keys(english).filter((key) => !own.test(key) && !said.some((name) => name.test(key)));
  expect(silent).toEqual([]);
});

it('has no margin, padding or border that knows left from right', () => {
  const physical =
    /(?:margin|padding|border)-(?:left|right)|(?:^|[\s;{])(?:left|right):|(?:float|text-align):\s*(?:left|right)/m;
  const fourSides = /(?:margin|padding): \S+ (\S+) \S+ (?!\1;)\S+;/;
  const sheets = trackedFiles().filter((file) => /^(shared|extension)\/.*\.css$/.test(file));
  expect(sheets.filter((file) => physical.test(textOf(file)) || fourSides.test(textOf(file)))).toEqual([]);
  expect(sheets).not.toEqual([]);
});
