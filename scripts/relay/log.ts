import { fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes from which on a start begins a new log. */
const LARGE = 5 * 1024 * 1024;

/** What one run of the relay writes. */
export interface RelayLog {
  /** Open for appending; whoever opened the log closes it. */
  readonly fd: number;
  /** The last lines of this run, without those of earlier ones. */
  end(): string;
}

/**
 * Opens `relay.log` behind what earlier runs wrote, since that says why they died. A large one becomes `relay.log.1`.
 * Only for the holder of the folder's lock: a log that a relay still writes to must stay where it is.
 */
export function openLog(stateDir: string): RelayLog {
  const path = join(stateDir, 'relay.log');
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGE) renameSync(path, `${path}.1`);
  const fd = openSync(path, 'a', 0o600);
  const from = fstatSync(fd).size;
  return {
    fd,
    end: () => readFileSync(path).subarray(from).toString().trim().split('\n').slice(-15).join('\n'),
  };
}
