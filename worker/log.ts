import { now } from './clock.ts';

/** What a log line may say beside its event: names, ids and counts. Never an address, a body or a token. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Structured logs: one line of JSON each, the name of what happened and its facts. */
export const log = {
  info: (event: string, facts: Facts = {}) => write('info', event, facts),
  warn: (event: string, facts: Facts = {}) => write('warn', event, facts),
  error: (event: string, facts: Facts = {}) => write('error', event, facts),
};

/** The name of an error, for a fact: its message may quote what must not be logged. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function write(level: 'info' | 'warn' | 'error', event: string, facts: Facts): void {
  // oxlint-disable-next-line no-console -- the console is where a worker's log lines go; this is its one user
  console.log(JSON.stringify({ at: now(), level, event, ...facts }));
}
