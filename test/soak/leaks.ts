import { spawn } from 'node:child_process';
import { inProject } from '../../scripts/lib/project.ts';
import type { Run, Soaking } from './run.ts';

const HISTORIES_EACH = 100;

/** What `test/worker/leaks/leaks.test.ts` does fifty times. */
export const leaks: Run = {
  name: 'leaks',
  what:
    'generated histories with a canary in every text that is meant for an audience (incidents, updates, links, drafts, maintenance, ' +
    'names of audiences, members, people, tokens and sources) on the worker inside workerd; after each, an outsider and somebody without any credential ask ' +
    'every GET of the API and of the pages, what is restricted is asked for by its id and compared with what there is not, and all ' +
    'frames, headers and log lines are searched',
  turns: `batchesOf${HISTORIES_EACH}`,
  wanted: 200,
  browser: null,
  open: async (seeds) => openBatches('leaks', 'histories', seeds),
};

/** What `test/worker/leaks/noninterference.test.ts` does fifty times. */
export const noninterference: Run = {
  name: 'noninterference',
  what:
    'generated histories on the worker inside workerd, each run with and without all that is meant for an audience, clock and random numbers ' +
    'fixed: every byte of body, header and frame that an outsider is shown has to be the same',
  turns: `batchesOf${HISTORIES_EACH}`,
  wanted: 20,
  browser: null,
  open: async (seeds) => openBatches('noninterference', 'pairs', seeds),
};

/** Each turn is one run of the test, from another seed, or from the next of those that are named. */
function openBatches(test: string, counted: string, seeds: readonly number[] = []): Soaking {
  let batches = 0;
  let leaked = 0;
  return {
    take: async (random) => {
      const seed = seeds[batches] ?? Math.floor(random() * 2 ** 31);
      const { code, output } = await runTest(`test/worker/leaks/${test}.test.ts`, seed);
      batches += 1;
      if (code === 0) return [];
      leaked += 1;
      return [
        `seed ${seed}: ${/Counterexample: .*|Test timed out.*/.exec(output)?.[0] ?? output.slice(-500)}`,
      ];
    },
    found: () => ({ [counted]: batches * HISTORIES_EACH, batchesThatFailed: leaked }),
    close: async () => undefined,
  };
}

async function runTest(file: string, seed: number): Promise<{ code: number | null; output: string }> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'worker', file];
  const env = { ...process.env, LEAK_HISTORIES: String(HISTORIES_EACH), LEAK_SEED: String(seed) };
  const child = spawn(process.execPath, args, { cwd: inProject(), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
    });
  const { promise, resolve } = Promise.withResolvers<number | null>();
  child.once('close', resolve);
  return { code: await promise, output };
}
