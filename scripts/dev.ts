import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { toolHosts } from './demo/organisation.ts';
import { toolCommand } from './lib/command.ts';
import { writePrivate } from './lib/private-file.ts';
import { projectDir } from './lib/project.ts';
import { runMain } from './lib/refusal.ts';
import { hashedTokens, keepCredentials, keepKey, prepareStateFolder } from './relay/state-folder.ts';

const port = 8787;

/** `npm run dev`: the worker under `wrangler dev`, the extension under `wxt`, both renewed when a file changes. */
await runMain(async () => {
  const url = `http://127.0.0.1:${port}`;
  const stateDir = prepareStateFolder('.state/dev');
  const variables = {
    MASTHEAD_KEY: keepKey(stateDir),
    MASTHEAD_LOCAL_TOKENS: hashedTokens(keepCredentials(stateDir, url)),
    MASTHEAD_URL: url,
  };
  const envFile = join(stateDir, 'dev.env');
  writePrivate(
    envFile,
    Object.entries(variables)
      .map(([name, value]) => `${name}='${value}'\n`)
      .join(''),
  );
  console.log(`Credentials: ${stateDir}/credentials.json`);

  const worker = toolCommand(
    'wrangler',
    'dev',
    `--port=${port}`,
    '--ip=127.0.0.1',
    `--persist-to=${join(stateDir, 'storage')}`,
    `--env-file=${envFile}`,
  );
  const extension = toolCommand('wxt');
  const running = [
    show(worker, { WRANGLER_SEND_METRICS: 'false' }),
    show(extension, { MASTHEAD_TOOL_HOSTS: toolHosts.join(','), MASTHEAD_RELAY_URL: url }),
  ];
  // Ctrl-C reaches all of the terminal's group; where one ends by itself the other is no use alone.
  await Promise.race(running.map((child) => once(child, 'exit')));
  for (const child of running) child.kill();
});

function show([program, ...args]: readonly [string, ...string[]], env: Readonly<Record<string, string>>) {
  return spawn(program, args, { cwd: projectDir, env: { ...process.env, ...env }, stdio: 'inherit' });
}
