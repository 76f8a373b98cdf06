import { describe, expect, it } from 'vitest';
import { csvText, readCsv, withoutGuard } from '../../worker/csv.ts';

const cellsOf = (text: string) => {
  const read = readCsv(text);
  return 'message' in read ? read : read.map(({ cells }) => cells);
};

describe('a CSV file', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"a, or ""b""","c\nd"\n', [['a, or "b"', 'c\nd']]],
    [
      '\uFEFFa;b\nc;"d;e"\n',
      [
        ['a', 'b'],
        ['c', 'd;e'],
      ],
    ],
    ['a,b;c\n', [['a', 'b;c']]],
    ['', []],
    ['\n\na\n\n', [['a']]],
  ])('%j is read as it is meant', (text, cells) => {
    expect(cellsOf(text)).toEqual(cells);
  });

  it('knows on which line a record begins', () => {
    const read = readCsv('email,name\n"a","b\nc"\n\nd,e\n');
    expect('message' in read ? read : read.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each([
    ['a quote that is never closed', 'a,b\nc,"d\n', 2],
    ['a quote inside a cell', 'a,b\nc,d"e"\n', 2],
    ['words behind a quoted cell', 'a\n"b"c\n', 2],
  ])('with %s is none', (_what, text, line) => {
    expect(readCsv(text)).toMatchObject({ line });
  });

  it('of a million quotes is looked through at once', () => {
    expect(readCsv('"'.repeat(1_000_001))).toMatchObject({ line: 1 });
  });

  it('starts no cell as a formula, and reads it back as it was', () => {
    const cells = [
      '=1+1',
      '＝1+1',
      '\n=1',
      '+49',
      '-x',
      '@sum',
      '\t=1',
      "'=1",
      'plain',
      'a "b", c\nd',
      "O'Neill",
    ];
    const text = csvText([cells]);
    const [record = []] = cellsOf(text) as string[][];
    for (const cell of record) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/);
    expect(record.map(withoutGuard)).toEqual(cells);
  });
});
