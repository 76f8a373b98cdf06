import * as v from 'valibot';
import { TicketAnswer } from '../../shared/protocol/answers.ts';
import { timing } from '../../shared/protocol/limits.ts';
import type { Call } from './authorised-fetch.ts';
import type { Timers } from './ports.ts';

/** What came of asking for a ticket. Browsers hide why an upgrade to a socket failed; this call can be read. */
export type TicketResult =
  | { readonly kind: 'ticket'; readonly ticket: string; readonly url: string }
  /** The credential is not good (any more). */
  | { readonly kind: 'refused' }
  /** The relay wants a newer extension. */
  | { readonly kind: 'outdated' }
  /** The relay is busy and says for how long, in milliseconds. */
  | { readonly kind: 'wait'; readonly atLeastMs: number }
  /** Not reached, or not our relay: a portal's page, a proxy's error. */
  | { readonly kind: 'failed'; readonly status: number | null };

const LONGEST_WAIT_MS = 3_600_000;

/** Buys a ticket for one connection. Never throws. */
export async function buyTicket(
  relayUrl: string,
  { call, timers, wallMs }: { call: Call; timers: Timers; wallMs: () => number },
): Promise<TicketResult> {
  const abort = new AbortController();
  const cancel = timers.after(timing.pongWithinMs, () => abort.abort());
  try {
    const answer = await call('/api/v1/stream/tickets', { method: 'POST', signal: abort.signal });
    return await readAnswer(answer, relayUrl, wallMs());
  } catch {
    return { kind: 'failed', status: null };
  } finally {
    cancel();
  }
}

async function readAnswer(answer: Response, relayUrl: string, wallMs: number): Promise<TicketResult> {
  if (answer.status === 401 || answer.status === 403) return { kind: 'refused' };
  if (answer.status === 426) return { kind: 'outdated' };
  if (answer.status === 429 || answer.status === 503) {
    const atLeastMs = retryAfterMs(answer.headers.get('retry-after'), wallMs);
    if (atLeastMs !== null) return { kind: 'wait', atLeastMs };
  }
  if (!answer.ok) return { kind: 'failed', status: answer.status };
  const parsed = v.safeParse(TicketAnswer, await answer.json());
  if (!parsed.success || !isStreamOf(relayUrl, parsed.output.url)) {
    return { kind: 'failed', status: answer.status };
  }
  return { kind: 'ticket', ...parsed.output };
}

/** `Retry-After` in milliseconds, at most an hour; `null` where it is absent or unreadable. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(header: string | null, wallMs: number): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - wallMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
}

/** A relay behind TLS never sends a ticket out in the clear. */
function isStreamOf(relayUrl: string, url: string): boolean {
  return url.startsWith('wss://') || (relayUrl.startsWith('http://') && url.startsWith('ws://'));
}
