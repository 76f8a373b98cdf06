import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { runCommand, toolCommand } from '../lib/command.ts';
import { inProject } from '../lib/project.ts';
import { countTests, type TestCounts } from './test-counts.ts';

/** Runs projects of the test suite, shows their progress, and answers with the counts of the runner's own report. */
export async function runVitest(projects: readonly string[]): Promise<TestCounts> {
  const report = inProject('test-results', `${projects.join('-')}.json`);
  mkdirSync(inProject('test-results'), { recursive: true });
  rmSync(report, { force: true });
  const command = toolCommand(
    'vitest',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  const { status } = await runCommand(command, { isShown: true });
  return countTests(JSON.parse(readFileSync(report, 'utf8')), status);
}
