import { readFile, writeFile } from 'node:fs/promises';

/*
 * `node scripts/page-style.ts`: puts the shared style sheets into a module, since the worker's bundle holds code only. To be
 * run when a sheet under shared/ui has changed; a test says when that was forgotten.
 */

const root = new URL('../', import.meta.url);
const target = new URL('worker/pages/shared-style.ts', root);

/** The text of the module for the sheets as they are now. */
export async function pageStyleModule(): Promise<string> {
  const sheets = ['tokens', 'basics', 'cards'].map((name) => new URL(`shared/ui/${name}.css`, root));
  const css = (await Promise.all(sheets.map((sheet) => readFile(sheet, 'utf8')))).map(shorten).join('');
  // Such a letter would be escaped in the page, and the sheet with it.
  if (/["&<\\`$]/.test(css)) throw new Error('the shared sheets may hold none of " & < \\ ` $');
  return `/** shared/ui/*.css as one text. Made by scripts/page-style.ts. */\nexport const sharedStyle =\n  ${JSON.stringify(css)};\n`;
}

function shorten(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .trim();
}

if (import.meta.main) await writeFile(target, await pageStyleModule());
