import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, release } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser, ensureFirefox } from '../../scripts/browser.ts';
import { inProject } from '../../scripts/lib/project.ts';
import type { Run, Soaking } from './run.ts';

/** What one run found, good or bad. */
export interface SoakRecord {
  readonly isGood: boolean;
  /** As it is written down. */
  readonly facts: object;
}

/** Makes records of a run that begins now. */
export async function startRecord(
  run: Run,
  { wanted, seed }: { wanted: number; seed: number },
): Promise<(done: number, soaking: Soaking, failures: readonly string[]) => SoakRecord> {
  const startedAt = new Date();
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { cwd: inProject(), encoding: 'utf8' }).trim();
  const machine = await machineWith(run.browser);
  return (done, soaking, failures) => ({
    isGood: done === wanted && failures.length === 0,
    facts: {
      what: run.what,
      startedAt: startedAt.toISOString(),
      durationSeconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
      seed,
      commit,
      machine,
      // Ratios of load to cores far above one mean that times say more of the neighbours than of this.
      load: Number(loadavg()[0]?.toFixed(1)),
      [`${run.turns}Wanted`]: wanted,
      [run.turns]: done,
      ...soaking.found(),
      failures,
    },
  });
}

/** Writes a record where the evidence lies; nothing there is written by hand. */
export function writeRecord({ name }: Run, { facts }: SoakRecord): void {
  const dir = inProject('docs/evidence');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
}

async function machineWith(browser: Run['browser']): Promise<string> {
  const machine = `${process.platform} ${release()}, ${availableParallelism()} cores, Node ${process.version}`;
  if (browser === null) return machine;
  const path = browser === 'firefox' ? await ensureFirefox() : (await ensureBrowser()).path;
  const version = execFileSync(path, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return `${machine}, ${version.trim()}`;
}
