import type { ServerName } from './servers/server.ts';

interface Of {
  readonly server: ServerName;
  readonly round: number;
  readonly sockets: number;
}

/** One measurement. Each is printed as a line of JSON; the unit stands in every name. */
export type Row =
  | (Of & { row: 'connect'; ms: number; cpuMicrosPerSocket: number; kbPerSocket: number })
  | (Of & {
      row: 'fan_out';
      publications: number;
      firstMs: number;
      lastMs: number;
      worstLastMs: number;
      cpuMicrosPerDelivery: number;
      frameBytes: number;
    })
  | (Of & {
      row: 'burst';
      publications: number;
      ms: number;
      framesPerSocket: number;
      cpuMicrosPerSocket: number;
    })
  | (Of & { row: 'ping'; pings: number; ms: number; cpuMicrosPerPing: number })
  | (Of & { row: 'state_304'; perSecond: number })
  | (Of & { row: 'resume'; payloadBytes: number })
  | (Of & { row: 'return'; servesAgainMs: number; allBackMs: number; reasons: readonly string[] })
  | (Of & { row: 'vouching'; perMinute: number })
  | ({ row: 'page' } & PageCost)
  | ({ row: 'painted' } & Painted)
  | { row: 'size'; name: string; value: number | null; limit: number; unit: string }
  | ({ row: 'first_start' } & FirstStart);

/** Milliseconds that a fresh clone takes, with whatever npm has in its cache. */
export interface FirstStart {
  readonly installMs: number;
  /** From then on until the relay is ready and the demo set up: everything is built once. */
  readonly readyMs: number;
}

/** What the extension costs a page of a tool. */
export interface PageCost {
  readonly scriptBytes: number;
  /** Without an incident. */
  readonly quietElements: number;
  readonly quietScripts: number;
  /** With one. */
  readonly evaluationMs: number;
  readonly heapKb: number;
  readonly layoutShift: number;
  readonly loads: number;
}

/** Milliseconds from the answer to a publication until it is seen. */
export interface Painted {
  readonly publications: number;
  readonly bannerMedianMs: number;
  readonly bannerP95Ms: number;
  readonly badgeMedianMs: number;
  readonly badgeP95Ms: number;
}

/** As one line of JSON, numbers to three digits behind the point. */
export function lineOf(row: Row): string {
  return JSON.stringify(row, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value,
  );
}
