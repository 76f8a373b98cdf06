import { ensureAlertmanager, ensureBrowser, ensureFirefox, ensureXvfb } from './browser.ts';
import { buildSteps, runSteps, staticSteps } from './check/steps.ts';
import { addCounts, isAllPassed, type TestCounts } from './check/test-counts.ts';
import { runVitest } from './check/vitest.ts';
import { Refusal } from './lib/refusal.ts';

/*
 * `npm test`: every check and every test, browsers included. The last line is the sum of the test runners' own reports;
 * a step that fails before the tests counts as one failure.
 */
const counts = await runAll().catch(explain);
if (!isAllPassed(counts)) process.exitCode = 1;
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);

async function runAll(): Promise<TestCounts> {
  // First, since a missing browser should be said before minutes have passed.
  const browser = await ensureBrowser();
  await ensureFirefox();
  await ensureAlertmanager();
  await ensureXvfb();
  console.log(`Testing with ${browser.path} (from ${browser.origin}) on Node ${process.version}.`);
  process.env['CHROME_PATH'] = browser.path;
  await runSteps([...staticSteps, ...buildSteps]);
  const fast = await runVitest(['unit', 'worker']);
  // One after the other: a browser beside the unit tests would share two cores with them and time out.
  const [slow, waiting] = await Promise.all([runVitest(['e2e']), runVitest(['e2e-waiting'])]);
  return addCounts(addCounts(fast, slow), waiting);
}

function explain(error: unknown): TestCounts {
  console.error(error instanceof Refusal ? error.message : error);
  return { passed: 0, failed: 1, skipped: 0 };
}
