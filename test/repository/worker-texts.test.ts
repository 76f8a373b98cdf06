import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { pageStyleModule } from '../../scripts/page-style.ts';
import { VERSION } from '../../worker/version.ts';

const root = new URL('../../', import.meta.url);

it('the pages wear the shared style sheets as they are now', async () => {
  const module = await readFile(new URL('worker/pages/shared-style.ts', root), 'utf8');
  // How the formatter breaks the line is no part of it.
  const letters = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  expect(letters(module), 'run: node scripts/page-style.ts').toBe(letters(await pageStyleModule()));
});

it('the relay says the version of its package', async () => {
  const { version }: { version: string } = JSON.parse(await readFile(new URL('package.json', root), 'utf8'));
  expect(VERSION).toBe(version);
});
