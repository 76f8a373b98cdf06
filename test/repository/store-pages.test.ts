import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { Tool } from '../../shared/model/tool.ts';
import { textOf, trackedFiles } from './support/tracked-files.ts';

const listing = textOf('docs/store/listing.md');
const [name, summary, description, searchTerms] = [
  'Name',
  'Summary',
  'Description',
  'Category and search terms',
].map((heading) => textUnder(listing, heading)) as [string, string, string, string];
const locales = trackedFiles().filter((file) => /^shared\/locales\/.*\.json$/.test(file));

describe('the listing', () => {
  it('says in its name and its summary what the package says', () => {
    expect(messagesOf('shared/locales/en.json')).toEqual([name, summary]);
  });

  it.each(locales)('keeps the limits of all three stores in %s', (file) => {
    const [name, summary] = messagesOf(file);
    expect(name.length).toBeLessThanOrEqual(45);
    expect(summary.length).toBeLessThanOrEqual(132);
  });

  it('has a description as long as Edge wants it', () => {
    expect(description.length).toBeGreaterThanOrEqual(250);
    expect(description.length).toBeLessThanOrEqual(10_000);
  });

  it('has search terms that Edge takes', () => {
    const terms = searchTerms.split('\n');
    expect(terms.length).toBeLessThanOrEqual(7);
    expect(terms.filter((term) => term.length > 30)).toEqual([]);
    expect(terms.join(' ').split(' ').length).toBeLessThanOrEqual(21);
  });
});

describe('the privacy answers', () => {
  it('name for Firefox exactly what its manifest declares', () => {
    const declared = textOf('extension/manifest.ts').match(/required: \[([^\]]*)\]/)?.[1] ?? '';
    const cells = rowsUnder(textOf('docs/store/privacy.md'), 'What data is collected').map(
      (row) => row[2] ?? '',
    );
    expect(namesIn(cells.join(), '`')).toEqual(namesIn(declared, "'"));
    expect(namesIn(declared, "'").length).toBeGreaterThan(0);
  });

  it('say yes in Chrome and Edge for the same kinds of data, and for no other', () => {
    const rows = rowsUnder(textOf('docs/store/privacy.md'), 'What data is collected').slice(1);
    expect(rows).toHaveLength(9);
    expect(rows.filter(([, chrome, firefox]) => (chrome === '**yes**') !== firefox?.startsWith('`'))).toEqual(
      [],
    );
  });
});

describe('what is sent to the relay', () => {
  const sent = ['acknowledged', 'services', 'urgently', 'quiet hours', 'time zone', 'I am affected'];

  it.each([
    ['PRIVACY.md', sectionOf(textOf('PRIVACY.md'), 'What leaves the browser')],
    ['the listing', description.split('What it sends')[1] ?? ''],
    ['the privacy answers', sectionOf(textOf('docs/store/privacy.md'), 'What data is collected')],
  ])('is named in full by %s', (_, text) => {
    expect(sent.filter((one) => !text.replaceAll(/\s+/g, ' ').includes(one))).toEqual([]);
  });
});

describe('where a bar sits unless somebody wants it elsewhere', () => {
  it('is where the pages say', () => {
    expect(v.getDefault(Tool.entries.placement)).toBe('bottom');
    expect(description).toContain('at the bottom unless');
    expect(textOf('docs/store/review-notes.md')).toContain('The banner stands at its bottom.');
  });
});

/** The first text to be copied under a heading. */
function textUnder(page: string, heading: string): string {
  const text = sectionOf(page, heading).match(/```text\n([\s\S]*?)\n```/)?.[1];
  if (text === undefined) throw new Error(`no text under ${heading}`);
  return text;
}

/** The words between two of a mark, sorted. */
function namesIn(text: string, mark: string): string[] {
  return [...text.matchAll(new RegExp(`${mark}(\\w+)${mark}`, 'g'))].map(([, name = '']) => name).toSorted();
}

/** The cells of the table under a heading, without the line between head and body. */
function rowsUnder(page: string, heading: string): string[][] {
  return sectionOf(page, heading)
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

function sectionOf(page: string, heading: string): string {
  const [, section = ''] = `\n${page}`.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0] ?? '';
}

function messagesOf(file: string): [string, string] {
  const messages = JSON.parse(textOf(file)) as Record<'manifest_name' | 'manifest_description', string>;
  return [messages.manifest_name, messages.manifest_description];
}
