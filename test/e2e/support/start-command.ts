import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { projectDir } from '../../../scripts/lib/project.ts';
import { until } from './until.ts';

/** `npm start`, running in a process group of its own as a terminal would run it. */
export interface StartCommand {
  readonly pid: number;
  /** Everything printed so far, both streams. */
  output(): string;
  /** Resolves with the printed address. */
  ready(): Promise<string>;
  /** Ctrl-C: the signal goes to the whole group, as from a terminal. Resolves with the status when it has ended. */
  interrupt(): Promise<number | null>;
  /** Resolves with the status when it ends by itself. */
  ended: Promise<number | null>;
  /** Numbers of all processes that run under it now, itself included. */
  processes(): number[];
}

/** Runs `npm start -- …flags`. */
export function startCommand(flags: readonly string[]): StartCommand {
  const child = spawn('npm', ['start', '--silent', '--', ...flags], {
    cwd: projectDir,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('npm could not be started');
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text));
  }
  const output = () => chunks.join('');
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return {
    pid,
    output,
    ended,
    ready: () => until('the ready line', () => /^ready (http:\S+)$/m.exec(output())?.[1], 110_000),
    interrupt: () => {
      process.kill(-pid, 'SIGINT');
      return ended;
    },
    processes: () => [pid, ...descendantsOf(pid)],
  };
}

/** True while the process exists and is no mere entry that nobody has collected. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function descendantsOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    .map(Number);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return null;
  }
}
