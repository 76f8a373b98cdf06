import type { OperationId } from '../../shared/protocol/api-table.ts';
import { nowMs } from '../clock.ts';
import { log } from '../log.ts';

/** What is said of one request. */
export interface RequestFacts {
  readonly operation: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId: string;
}

/** What every browser and every monitor calls, again and again. */
const crowded: ReadonlySet<string> = new Set<OperationId>([
  'getHealth',
  'getState',
  'createTicket',
  'recordReceipts',
]);

const LINE_EVERY_MS = 1_000;

/**
 * A line for each request, but of the crowd's calls that went well or were shed: of those one a second and answer, with the
 * number of those before it that got none (`unlogged`). Writing a line costs a fifth of such a call, and ten thousand of
 * them after a deploy would bury the one that matters. Other refusals are all logged: a problem document names its line.
 */
export class RequestLog {
  readonly #lines = new Map<string, { readonly atMs: number; unlogged: number }>();

  note({ operation, status, ms, requestId }: RequestFacts): void {
    const facts = { operation, status, ms, requestId };
    const isCommon = status < 400 || status === 503;
    if (!isCommon || !crowded.has(operation)) return log.info('http.request', facts);
    const kind = `${operation} ${status}`;
    const last = this.#lines.get(kind);
    if (last && nowMs() - last.atMs < LINE_EVERY_MS) {
      last.unlogged += 1;
      return;
    }
    this.#lines.set(kind, { atMs: nowMs(), unlogged: 0 });
    log.info('http.request', { ...facts, unlogged: last?.unlogged ?? 0 });
  }
}

/** The log of this isolate. */
export const requestLog = new RequestLog();
