import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { readIfThere, writePrivate } from '../lib/private-file.ts';
import { errorCode, Refusal } from '../lib/refusal.ts';

const Process = v.object({ pid: v.number(), birth: v.string() });
const LockFile = v.object({ holder: Process, relay: v.nullable(Process) });
type LockFile = v.InferOutput<typeof LockFile>;

/** Held while a relay uses a state folder: two relays on one database would each believe to be the only writer. */
export interface Lock {
  /** Notes the relay's own process, so that one left behind by a killed start can be found and ended. */
  noteRelay(pid: number): void;
  release(): void;
}

/** Takes the folder's lock. Refuses while its holder lives; what a dead holder left behind is taken over. */
export async function takeLock(stateDir: string): Promise<Lock> {
  const path = join(stateDir, 'lock');
  const before = readLock(path);
  if (before && isAlive(before.holder)) {
    throw new Refusal(
      `The state folder ${stateDir} is in use by process ${before.holder.pid}: stop that one, or choose another folder.`,
    );
  }
  if (before?.relay) await endLeftover(before.relay);
  const holder = describe(process.pid);
  const write = (file: LockFile) => writePrivate(path, JSON.stringify(file));
  write({ holder, relay: null });
  return {
    noteRelay: (pid) => write({ holder, relay: describe(pid) }),
    release: () => rmSync(path, { force: true }),
  };
}

function readLock(path: string): LockFile | null {
  try {
    return v.parse(LockFile, JSON.parse(readIfThere(path) ?? ''));
  } catch {
    return null;
  }
}

/** A start that was killed outright could not end its relay, which still writes to the folder. */
async function endLeftover(relay: LockFile['holder']): Promise<void> {
  if (!isAlive(relay)) return;
  process.kill(relay.pid, 'SIGKILL');
  while (isAlive(relay)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function describe(pid: number): LockFile['holder'] {
  return { pid, birth: birthOf(pid) };
}

function isAlive({ pid, birth }: LockFile['holder']): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false;
  }
  return birthOf(pid) === birth && !isZombie(pid);
}

/**
 * When the process started, in clock ticks since boot (field 22 of proc(5)): process numbers are used again, in
 * containers soon. Empty where the system does not tell; then the number alone decides.
 */
function birthOf(pid: number): string {
  return statFields(pid)[19] ?? '';
}

function isZombie(pid: number): boolean {
  return statFields(pid)[0] === 'Z';
}

/** Fields 3 and on of `/proc/PID/stat`; the second, the program's name, may itself hold spaces and brackets. */
function statFields(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
