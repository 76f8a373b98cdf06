import { median } from './rounds.ts';
import type { Row } from './rows.ts';
import type { ServerName } from './servers/server.ts';

/** A goal and what was reached. `value` is `null` where this run did not measure it; `note` then says why. */
export interface Finding {
  readonly goal: string;
  readonly what: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly note?: string;
}

type RowOf<Name extends Row['row']> = Extract<Row, { row: Name }>;

/** Every goal of the benchmark, in order, with what the rows say of it. */
export function findings(rows: readonly Row[]): Finding[] {
  const ratio = (from: Pick<Ratio, 'row' | 'field' | 'to'>) => ratioOf(rows, from);
  const plain = 'plain_loop';
  return [
    {
      goal: 'G1',
      what: 'burst of 40 until all hold the last, of the plain loop',
      atMost: 0.08,
      ...ratio({ row: 'burst', field: 'ms', to: plain }),
    },
    { goal: 'G1', what: 'the same, of bun', atMost: 0.25, value: null, note: 'bun is not installed' },
    {
      goal: 'G2',
      what: 'CPU per delivery, of the plain loop',
      atMost: 0.7,
      ...ratio({ row: 'fan_out', field: 'cpuMicrosPerDelivery', to: plain }),
    },
    {
      goal: 'G2',
      what: 'CPU per delivery, of ws',
      atMost: 1.4,
      ...ratio({ row: 'fan_out', field: 'cpuMicrosPerDelivery', to: 'ws' }),
    },
    {
      goal: 'G3',
      what: 'last client, of ws',
      atMost: 1.3,
      ...ratio({ row: 'fan_out', field: 'lastMs', to: 'ws' }),
    },
    {
      goal: 'G3',
      what: 'first client, of the plain loop',
      atMost: 0.08,
      ...ratio({ row: 'fan_out', field: 'firstMs', to: plain }),
    },
    {
      goal: 'G4',
      what: "kill -9 until all are current, of socket.io's storm without a kill",
      atMost: 0.8,
      value: null,
      note: 'socket.io is not installed',
    },
    { goal: '–', what: 'the same, of ws', ...ratio({ row: 'return', field: 'allBackMs', to: 'ws' }) },
    {
      goal: '–',
      what: 'the same, of the plain loop',
      ...ratio({ row: 'return', field: 'allBackMs', to: plain }),
    },
    {
      goal: 'G5',
      what: 'payload of a resume with nothing missed, bytes',
      atMost: 16,
      ...plainFigure(rows, 'resume', (row) => row.payloadBytes),
    },
    {
      goal: 'G6',
      what: 'CPU per ping, of the handler form',
      atMost: 0.4,
      ...ratio({ row: 'ping', field: 'cpuMicrosPerPing', to: plain }),
    },
    {
      goal: 'G6',
      what: 'vouching calls a minute and shard',
      atMost: 3,
      ...plainFigure(rows, 'vouching', (row) => row.perMinute),
    },
    {
      goal: 'G7',
      what: 'GET state answered 304, of the form that asks the object each time',
      atLeast: 2.5,
      ...ratio({ row: 'state_304', field: 'perSecond', to: plain }),
    },
    {
      goal: 'G8',
      what: 'memory per socket, of the plain loop',
      atMost: 1.05,
      ...ratio({ row: 'connect', field: 'kbPerSocket', to: plain }),
    },
    {
      goal: 'G9',
      what: 'CPU of 8 shards, of 1',
      atMost: 1.05,
      value: null,
      note: 'a view has one shard so far',
    },
    ...pageFindings(rows),
    ...rows.filter((row) => row.row === 'size').map(sizeFinding),
    {
      goal: '–',
      what: 'from npm ci to ready in a fresh clone, seconds',
      ...plainFigure(
        rows,
        'first_start',
        ({ installMs, readyMs }) => (installMs + readyMs) / 1_000,
        'run with --first-start',
      ),
    },
  ];
}

function sizeFinding({ name, value, limit, unit }: RowOf<'size'>): Finding {
  const scale = unit === 'kB' ? 1_000 : 1;
  const what = unit === 'kB' ? `${name}, kB` : name;
  return { goal: 'size', what, atMost: limit / scale, value: value === null ? null : value / scale };
}

/** `met`, `MISSED`, `not measured`, or a dash where there is no goal. */
export function verdictOf({ value, atMost, atLeast }: Finding): string {
  if (value === null || Number.isNaN(value)) return 'not measured';
  if (atMost === undefined && atLeast === undefined) return '–';
  return value <= (atMost ?? Infinity) && value >= (atLeast ?? -Infinity) ? 'met' : 'MISSED';
}

function pageFindings(rows: readonly Row[]): Finding[] {
  const page = (
    goal: string,
    what: string,
    atMost: number,
    read: (row: RowOf<'page'>) => number,
  ): Finding => ({
    goal,
    what,
    atMost,
    ...plainFigure(rows, 'page', read, 'run with --browser'),
  });
  const painted = (what: string, atMost: number, read: (row: RowOf<'painted'>) => number): Finding => ({
    goal: 'G11',
    what,
    atMost,
    ...plainFigure(rows, 'painted', read, 'run with --browser'),
  });
  return [
    page(
      'G10',
      'without an incident: elements and scripts in a page',
      0,
      (r) => r.quietElements + r.quietScripts,
    ),
    page('G10', 'injected script, bytes', 2_048, (r) => r.scriptBytes),
    page('G10', 'its evaluation, ms', 2, (r) => r.evaluationMs),
    page('G10', 'heap it takes, kB', 200, (r) => r.heapKb),
    page('G10', 'layout shift', 0, (r) => r.layoutShift),
    painted('publish answered → banner painted, median ms', 60, (r) => r.bannerMedianMs),
    painted('publish answered → banner painted, p95 ms', 120, (r) => r.bannerP95Ms),
    painted('publish answered → badge, median ms', 40, (r) => r.badgeMedianMs),
  ];
}

interface Ratio {
  readonly row: 'connect' | 'fan_out' | 'burst' | 'ping' | 'state_304' | 'return';
  readonly field: string;
  readonly to: ServerName;
}

/** The relay's figure over a peer's, round by round: median and extremes. Figures of different rounds are never mixed. */
function ratioOf(rows: readonly Row[], { row, field, to }: Ratio): Pick<Finding, 'value' | 'min' | 'max'> {
  const figure = (server: ServerName, round: number) => {
    const found = rows.find(
      (r) => r.row === row && 'server' in r && r.server === server && r.round === round,
    );
    return Number((found as Readonly<Record<string, unknown>> | undefined)?.[field]);
  };
  const rounds = new Set(rows.flatMap((r) => (r.row === row && 'round' in r ? [r.round] : [])));
  const ratios = [...rounds]
    .map((round) => figure('relay', round) / figure(to, round))
    .filter((value) => Number.isFinite(value));
  if (ratios.length === 0) return { value: null };
  return { value: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) };
}

function plainFigure<Name extends Row['row']>(
  rows: readonly Row[],
  name: Name,
  read: (row: RowOf<Name>) => number,
  note?: string,
): Pick<Finding, 'value' | 'min' | 'max' | 'note'> {
  const values = rows.filter((row): row is RowOf<Name> => row.row === name).map(read);
  if (values.length === 0) return { value: null, ...(note === undefined ? {} : { note }) };
  return { value: median(values), min: Math.min(...values), max: Math.max(...values) };
}
