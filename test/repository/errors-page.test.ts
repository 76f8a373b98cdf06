import { describe, expect, it } from 'vitest';
import { problems } from '../../shared/protocol/problem.ts';
import { codeOf, sourcesIn, textOf } from './support/tracked-files.ts';

/** Sections of the page by their heading. */
const sections = new Map(
  textOf('docs/errors.md')
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim(), lines.join('\n').trim()] as const;
    }),
);

/** Files that only list codes: a code that stands nowhere else is promised and never answered. */
const lists = ['shared/protocol/problem.ts', 'worker/http/problems-of.ts'];

const producers = sourcesIn('shared', 'worker')
  .filter((name) => !lists.includes(name) && !name.startsWith('shared/protocol/api/'))
  .map(codeOf)
  .join('\n');

describe('docs/errors.md', () => {
  it('has one section for each code of the catalogue and no other', () => {
    expect([...sections.keys()].toSorted()).toEqual(Object.keys(problems).toSorted());
  });

  it.each(Object.entries(problems))('says of %s which status it has and what to do', (code, { status }) => {
    const text = sections.get(code) ?? '';
    expect(text.startsWith(`${status}.`)).toBe(true);
    expect(text.length).toBeGreaterThan(30);
  });

  it.each(Object.keys(problems))('promises %s, which the relay does answer somewhere', (code) => {
    expect(producers).toContain(`'${code}'`);
  });
});
