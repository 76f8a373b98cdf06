import type { Publication, Target } from '../crowd/crowd.ts';

export type ServerName = 'relay' | 'ws' | 'plain_loop';

/** A server under measurement, started afresh for each round. */
export interface Server {
  readonly name: ServerName;
  readonly target: Target;
  /** Of the process that serves now; another one after {@link restart}. */
  pid(): number;
  /** The next thing to publish. Peers send as many bytes as the relay did at the same turn. */
  next(): Publication;
  /** One update of a burst: all of one incident, whose order does not matter. */
  burst(): Publication;
  /** Told of the relay's answers, so that the next publication can follow them. */
  noteAnswer(body: string): void;
  /** SIGKILL, then up again on the same port and state; resolves when the new process serves. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Bytes that each turn's frame had on the relay; peers send the same. */
export type Sizes = number[];

/** Fields of a frame that is as long as the relay's was. */
export function fieldsOf(bytes: number): string {
  const frame = '{"type":"incident","text":""}';
  return `${frame.slice(0, -2)}${'x'.repeat(Math.max(0, bytes - frame.length))}"}`;
}

/** The length of a burst's frames: that of an incident half way through its 40 updates, some 300 bytes each. */
export function burstBytes(sizes: Sizes): number {
  return (sizes.at(-1) ?? 1_500) + 20 * 300;
}
