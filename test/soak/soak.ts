import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, release } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '../../scripts/browser.ts';
import { buildExtension, buildWorker } from '../../scripts/builds.ts';
import { toolHosts } from '../../scripts/demo/organisation.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { runMain } from '../../scripts/lib/refusal.ts';
import { heldRevision, linkOf } from '../e2e/support/chromium.ts';
import { endCycle, killCycle, seeded } from '../e2e/support/kill-cycle.ts';
import { until } from '../e2e/support/until.ts';
import { openWorld } from '../e2e/support/world.ts';

/**
 * `npm run soak -- [--kills 1000] [--seed N]`: what `test/e2e/kills.test.ts` does, for hours, and writes down what it
 * found, good or bad, in `docs/evidence/relay-kills.json`: every ten kills, so that a run that is ended early has its record
 * too, which says how many kills were wanted.
 */
await runMain(async () => {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const record = await soak(Number(values.kills), Number(values.seed), writeDown);
  writeDown(record);
  console.log(record);
  const isGood =
    record.kills === record.killsWanted && record.lostOrDoubled === 0 && record.notCurrentAgain === 0;
  process.exitCode = isGood ? 0 : 1;
});

function writeDown(record: Record): void {
  mkdirSync(inProject('docs/evidence'), { recursive: true });
  writeFileSync(inProject('docs/evidence/relay-kills.json'), `${JSON.stringify(record, null, 2)}\n`);
}

/** What one run found. Durations of the browser are from the relay's first answer after a kill until it is current. */
interface Record {
  readonly what: string;
  readonly startedAt: string;
  readonly durationSeconds: number;
  readonly seed: number;
  readonly commit: string;
  readonly machine: string;
  readonly killsWanted: number;
  readonly kills: number;
  readonly acknowledgedUpdates: number;
  readonly repeatedUpdates: number;
  readonly lostOrDoubled: number;
  readonly notCurrentAgain: number;
  readonly currentAgainMs: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly failures: readonly string[];
}

async function soak(killsWanted: number, seed: number, note: (record: Record) => void): Promise<Record> {
  await buildWorker();
  await buildExtension({ browser: 'chrome', toolHosts });
  const startedAt = new Date();
  const random = seeded(seed);
  const world = await openWorld();
  const found = {
    kills: 0,
    acknowledgedUpdates: 0,
    repeatedUpdates: 0,
    lostOrDoubled: 0,
    notCurrentAgain: 0,
  };
  const currentAgainMs: number[] = [];
  const failures: string[] = [];
  const environment = await machine();
  const recordNow = (): Record => ({
    what: 'SIGKILL of the relay while four publishers post updates, restart on the same state; real Chromium connected',
    startedAt: startedAt.toISOString(),
    durationSeconds: Math.round((Date.now() - startedAt.getTime()) / 1_000),
    seed,
    commit: execFileSync('git', ['rev-parse', 'HEAD'], { cwd: inProject(), encoding: 'utf8' }).trim(),
    machine: environment,
    killsWanted,
    ...found,
    currentAgainMs: percentiles(currentAgainMs),
    failures,
  });
  try {
    for (let kill = 1; kill <= killsWanted; kill++) {
      const cycle = await killCycle(world.relay, random);
      const restartedAt = performance.now();
      found.kills = kill;
      found.acknowledgedUpdates += cycle.acknowledged.length;
      found.repeatedUpdates += cycle.repeated.length;
      found.lostOrDoubled += cycle.wrong.length;
      if (cycle.wrong.length > 0) failures.push(`kill ${kill}: ${cycle.incidentId} ${cycle.wrong.join(' ')}`);
      try {
        await until(
          'the browser holds what the relay holds',
          async () =>
            (await linkOf(world.browser)) === 'current' &&
            (await heldRevision(world.browser, cycle.incidentId)) === cycle.incident.revision,
          120_000,
        );
        currentAgainMs.push(Math.round(performance.now() - restartedAt));
      } catch (error) {
        found.notCurrentAgain++;
        failures.push(`kill ${kill}: ${String(error)}`);
      }
      await endCycle(world.relay, cycle);
      if (kill % 10 > 0) continue;
      console.log(`${kill} kills, ${found.acknowledgedUpdates} updates, ${failures.length} failures`);
      note(recordNow());
    }
  } finally {
    await world.close();
  }
  return recordNow();
}

async function machine(): Promise<string> {
  const { path } = await ensureBrowser();
  const browser = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
  return `${process.platform} ${release()}, ${availableParallelism()} cores, Node ${process.version}, ${browser}`;
}

function percentiles(values: readonly number[]): Record['currentAgainMs'] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
