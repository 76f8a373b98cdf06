/** A record of a CSV file and the line that it begins on, the first being 1. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The line on which a file stops being CSV, and why. */
export interface CsvFault {
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a file strictly by RFC 4180: quoted cells may hold separators, line breaks and doubled quotes, and a quote stands nowhere else.
 * Lines may end in LF alone. Where the first line has no comma but a semicolon, semicolons separate, as spreadsheets write it in much of
 * Europe. Empty lines are no records.
 */
export function readCsv(text: string): readonly CsvRecord[] | CsvFault {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const [first = ''] = source.split('\n', 1);
  const separator = !first.includes(',') && first.includes(';') ? ';' : ',';
  // One cell and what ends it, from where the last one ended: a quoted cell, or anything without quotes.
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|([^"${separator}\\n]*))(${separator}|\\n|$)`, 'y');
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let [line, begun] = [1, 1];
  while (cell.lastIndex < source.length || cells.length > 0) {
    const found = cell.exec(source);
    if (!found) return { line, message: 'A quote opens or closes where none may stand.' };
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split('\n').length - 1;
    if (end === separator) continue;
    if (cells.some((text) => text !== '')) records.push({ line: begun, cells });
    [cells, begun] = [[], line];
    if (end === '') break;
  }
  return records;
}

/**
 * Records as a file by RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe in front, which
 * {@link withoutGuard} takes off again. Source: OWASP, "CSV Injection".
 */
export function csvText(records: readonly (readonly string[])[]): string {
  return records.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** The cell as it was before {@link csvText} guarded it. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** What a spreadsheet would take for a formula, guarded or not; the full-width signs it reads as the plain ones. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function csvCell(text: string): string {
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
