import { existsSync } from 'node:fs';
import { buildAll } from '../build-all.ts';
import { mustRun, toolCommand } from '../lib/command.ts';
import { inProject } from '../lib/project.ts';
import { checkSizes } from '../size/check-sizes.ts';

export interface Step {
  readonly name: string;
  /** Rejects where the step fails. */
  readonly run: () => Promise<void>;
}

/** One TypeScript project for each set of globals that code may use. */
const projects = ['shared', 'shared/ui', 'worker', 'extension', 'test', 'test/worker'];

/** What needs neither a build nor a browser. */
export const staticSteps: readonly Step[] = [
  tool('format', 'oxfmt', '--check', '.'),
  tool('lint', 'oxlint', '--quiet'),
  ...projects
    .filter((project) => existsSync(inProject(project, 'tsconfig.json')))
    .map((project) => tool(`types of ${project}`, 'typescript', '-p', project)),
  tool('dead code', 'knip'),
];

export const buildSteps: readonly Step[] = [
  { name: 'build', run: buildAll },
  // With a company's settings, as a deploy takes them; it needs neither a network nor an account.
  {
    name: 'deploy to Cloudflare, dry run',
    run: async () => {
      const deploy = ['scripts/run.mjs', 'deploy', '--config', 'deploy/masthead.example.json', '--dry-run'];
      await mustRun('A dry run of the deploy', [process.execPath, ...deploy]);
    },
  },
  { name: 'sizes', run: async () => checkSizes() },
];

/** Runs steps in order and stops at the first that fails. Says what passed and how long it took. */
export async function runSteps(steps: readonly Step[]): Promise<void> {
  for (const { name, run } of steps) {
    const startedAt = performance.now();
    try {
      await run();
    } catch (error) {
      console.log(`failed  ${name}`);
      throw error;
    }
    console.log(`passed  ${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`);
  }
}

function tool(name: string, packageName: string, ...args: string[]): Step {
  return { name, run: async () => void (await mustRun(name, toolCommand(packageName, ...args))) };
}
