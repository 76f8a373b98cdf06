import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../../scripts/lib/command.ts';
import { projectDir } from '../../scripts/lib/project.ts';
import type { FirstStart } from './rows.ts';

/** What somebody waits for who has just cloned the project (its last commit, that is): `npm ci`, then `npm start` until `ready`. */
export async function measureFirstStart(): Promise<FirstStart> {
  const dir = mkdtempSync(join(tmpdir(), 'masthead-first-start-'));
  try {
    await mustRun('Cloning the project', ['git', 'clone', '--quiet', projectDir, dir]);
    const from = performance.now();
    await mustRun('Installing', ['npm', 'ci', '--no-audit', '--no-fund'], { cwd: dir });
    const installed = performance.now();
    return { installMs: installed - from, readyMs: await startUntilReady(dir) };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Milliseconds until the `ready` line. What was started is stopped again. */
async function startUntilReady(dir: string): Promise<number> {
  const from = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0', '--no-browser'], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 300_000,
  });
  const ended = once(child, 'exit');
  try {
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      if (/^ready http/m.test(String(chunk))) return performance.now() - from;
    }
    throw new Error('npm start ended before it was ready');
  } finally {
    child.stdout.resume();
    // npm passes this one on; a SIGINT it takes for the terminal's, which would have reached all.
    child.kill('SIGTERM');
    await ended;
  }
}
