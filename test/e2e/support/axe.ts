import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every violation with the elements that break it. Run from outside, so that a strict CSP needs no hole for it. */
export async function violations(document: Page | Frame, without: readonly string[] = []): Promise<string[]> {
  // What is half faded in has half the contrast.
  await document.evaluate(() => Promise.all(window.document.getAnimations().map(({ finished }) => finished)));
  await document.evaluate(axeSource);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const results = await document.evaluate(
    (rules) =>
      (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({ rules }),
    rules,
  );
  if (results.passes.length <= 5) throw new Error('axe has looked at next to nothing');
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`).join(' | ')}`,
  );
}
