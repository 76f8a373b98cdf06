import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { type PersonAnswer, PersonRow, type RowFault } from '../../shared/protocol/people.ts';
import { type CsvRecord, readCsv, withoutGuard } from '../csv.ts';
import type { ToldPerson } from '../hub/provision-plan.ts';
import { parseBody } from './parse-body.ts';

/** The columns of a file of people; `email` is the one that must be there. */
export const csvHeader = ['email', 'name', 'role', 'audiences'] as const;
type Column = (typeof csvHeader)[number];

/** A file of people: rows of the right form, and what is wrong with the others. */
export interface PeopleFile {
  readonly rows: readonly ToldPerson[];
  readonly faults: readonly RowFault[];
}

/** Reads bytes as a file of people, or says why they are none. */
export function readPeopleFile(bytes: Uint8Array): PeopleFile | Rejection {
  if (bytes.byteLength > limits.csvBytes)
    return { rejected: 'body_too_large', detail: `A file may hold ${limits.csvBytes / 1024} KiB.` };
  const text = decode(bytes);
  if (text === null) return malformed('The file must be in UTF-8.');
  const records = readCsv(text);
  if ('message' in records) return malformed(`Line ${records.line}: ${records.message}`);
  const [header, ...rest] = records;
  if (!header) return malformed('The file is empty.');
  const columns = columnsOf(header);
  if (isRejection(columns)) return columns;
  if (rest.length > limits.csvRows) return malformed(`A file may have ${limits.csvRows} rows.`);
  const read = rest.map((record) => readRow(record, columns));
  return {
    rows: read.flatMap(({ told }) => told ?? []),
    faults: read.flatMap(({ fault }) => fault ?? []),
  };
}

/** A person as a row of the file that is exported. */
export function recordOf({ id, name, role, audiences }: PersonAnswer): string[] {
  return [id, name, role, audiences.join(' ')];
}

function malformed(detail: string): Rejection {
  return { rejected: 'malformed_csv', detail };
}

function decode(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A form turns what is no UTF-8 into this sign before it comes here.
    return text.includes('\uFFFD') ? null : text;
  } catch {
    return null;
  }
}

function columnsOf({ cells }: CsvRecord): readonly Column[] | Rejection {
  const columns = cells.map((cell) => csvHeader.find((name) => name === cell.trim().toLowerCase()));
  const unknown = columns.indexOf(undefined);
  if (unknown !== -1)
    return malformed(`Column ${unknown + 1} is none of ${csvHeader.join(', ')}: the first line names them.`);
  if (new Set(columns).size < columns.length) return malformed('A column stands there twice.');
  if (!columns.includes('email')) return malformed('There is no column email.');
  return columns as readonly Column[];
}

function readRow(
  { line, cells }: CsvRecord,
  columns: readonly Column[],
): { told?: ToldPerson; fault?: RowFault } {
  if (cells.length !== columns.length) {
    const message = `has ${cells.length} cells, and the first line has ${columns.length}`;
    return { fault: { line, code: 'cells', message } };
  }
  const texts = new Map(columns.map((column, index) => [column, withoutGuard((cells[index] ?? '').trim())]));
  const audiences = texts
    .get('audiences')
    ?.split(/[\s,;|]+/)
    .filter(Boolean);
  const parsed = parseBody(PersonRow, {
    email: texts.get('email') ?? '',
    ...given('name', texts.get('name')),
    ...given('role', texts.get('role')?.toLowerCase()),
    ...(audiences ? { audiences } : {}),
  });
  if (!parsed.ok) {
    const [fault] = parsed.faults;
    return {
      fault: { line, code: fault?.code ?? 'invalid', message: `${fault?.path}: ${fault?.message}` },
    };
  }
  const { email, ...told } = parsed.value;
  return { told: { person: email, ...told, line } };
}

function given(name: string, text: string | undefined): Record<string, string> {
  return text ? { [name]: text } : {};
}
