import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject } from './lib/project.ts';

/** A language's file for the extension, as `build:publicAssets` of WXT takes it. */
interface LocaleFile {
  readonly relativeDest: string;
  readonly contents: string;
}

/** Names of the languages there are, as browsers write them in `_locales`: `en`, `pt_BR`. */
export function languages(): string[] {
  return globSync('*.json', { cwd: inProject('shared/locales') })
    .map((file) => basename(file, '.json'))
    .toSorted();
}

/** The messages of a language. */
export function messagesOf(language: string): Record<string, string> {
  return JSON.parse(readFileSync(inProject('shared/locales', `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
}

/** Every language in the form that browsers read: `_locales/<language>/messages.json`. */
export function localeFiles(): LocaleFile[] {
  return languages().map((language) => ({
    relativeDest: `_locales/${language}/messages.json`,
    contents: JSON.stringify(
      Object.fromEntries(Object.entries(messagesOf(language)).map(([key, message]) => [key, { message }])),
    ),
  }));
}
