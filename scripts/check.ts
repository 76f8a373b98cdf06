import { buildSteps, runSteps, staticSteps } from './check/steps.ts';
import { isAllPassed } from './check/test-counts.ts';
import { runVitest } from './check/vitest.ts';
import { Refusal, runMain } from './lib/refusal.ts';

/** `npm run check`: all that needs no browser, stopping at the first thing that fails. */
await runMain(async () => {
  await runSteps([...staticSteps, { name: 'unit and worker tests', run: runFastTests }, ...buildSteps]);
  console.log('Everything passed.');
});

async function runFastTests(): Promise<void> {
  const counts = await runVitest(['unit', 'worker']);
  if (!isAllPassed(counts)) throw new Refusal('Not every test passed.');
}
