import { parseArgs } from 'node:util';
import { buildExtension, buildWorker } from '../../scripts/builds.ts';
import { toolHosts } from '../../scripts/demo/organisation.ts';
import { Refusal, runMain } from '../../scripts/lib/refusal.ts';
import { seeded } from '../e2e/support/kill-cycle.ts';
import { firefox } from './firefox.ts';
import { idleDeaths } from './idle-deaths.ts';
import { leaks, noninterference } from './leaks.ts';
import { reloads } from './reloads.ts';
import { startRecord, writeRecord } from './record.ts';
import { relay } from './relay.ts';
import { revocation } from './revocation.ts';
import type { Run } from './run.ts';
import { workerKills } from './worker-kills.ts';

const runs: Readonly<Record<string, Run>> = {
  relay,
  'worker-kills': workerKills,
  'idle-deaths': idleDeaths,
  reloads,
  firefox,
  revocation,
  leaks,
  noninterference,
};

/**
 * `npm run soak -- relay|worker-kills|idle-deaths|reloads|firefox|revocation|leaks|noninterference [--count N] [--seed N]`: what the tests do a few times,
 * for long, and what came of it in `docs/evidence/`. It is written down after every turn, so that a run that is ended early has
 * its record too, which says how many were wanted. `--again SEED,SEED` takes the turns that these seeds name once more, such as those that a
 * busy machine did not end in time, and writes `<name>-again.json` beside the record.
 */
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      count: { type: 'string' },
      again: { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const run = runs[positionals[0] ?? ''];
  if (!run) throw new Refusal(`Say which: npm run soak -- ${Object.keys(runs).join('|')}`);
  const seeds = values.again?.split(',').map(Number);
  const isGood = seeds
    ? await soak({ ...run, name: `${run.name}-again` }, seeds.length, seeds[0] ?? 0, seeds)
    : await soak(run, Number(values.count ?? run.wanted), Number(values.seed));
  process.exitCode = isGood ? 0 : 1;
});

async function soak(run: Run, wanted: number, seed: number, seeds?: readonly number[]): Promise<boolean> {
  await buildWorker();
  if (run.browser)
    await buildExtension({ browser: run.browser === 'firefox' ? 'firefox' : 'chrome', toolHosts });
  const random = seeded(seed);
  const recordOf = await startRecord(run, { wanted, seed });
  const failures: string[] = [];
  const soaking = await run.open(seeds);
  try {
    for (let done = 1; done <= wanted; done++) {
      const wrong = await soaking
        .take(random)
        .catch((error: unknown) => [`could not go on: ${String(error)}`]);
      failures.push(...wrong.map((sentence) => `${done}: ${sentence}`));
      const isLast = done === wanted || wrong.some((sentence) => sentence.startsWith('could not go on'));
      const record = recordOf(done, soaking, failures);
      writeRecord(run, record);
      console.log(`${done} ${run.turns}, ${failures.length} failures`);
      if (isLast) console.log(record.facts);
      if (isLast) return record.isGood;
    }
  } finally {
    await soaking.close();
  }
  return false;
}
