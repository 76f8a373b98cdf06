import { readFileSync } from 'node:fs';

/** Reads a JSON file that may hold comments and trailing commas. The caller parses what it needs out of the answer. */
export function readJsonc(path: string): unknown {
  return JSON.parse(withoutComments(readFileSync(path, 'utf8')));
}

/** The text as plain JSON. Strings are stepped over whole, so an address in one keeps its two slashes. */
export function withoutComments(text: string): string {
  const string = String.raw`("(?:\\.|[^"\\])*")`;
  return text
    .replace(new RegExp(String.raw`${string}|//[^\n]*|/\*[\s\S]*?\*/`, 'g'), (_, kept?: string) => kept ?? '')
    .replace(new RegExp(String.raw`${string}|,(?=\s*[}\]])`, 'g'), (_, kept?: string) => kept ?? '');
}
