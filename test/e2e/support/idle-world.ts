import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from '../../../scripts/browser.ts';
import { companyBuild } from './builds.ts';
import { saveCatalogue } from './catalogue.ts';
import { quiet, writePreferences } from './chromium.ts';
import { startTestRelay, type TestRelay } from './relay.ts';
import { serveToolPages, type ToolPages } from './tool-pages.ts';
import { until } from './until.ts';
import { openWitness, type Witness } from './witness.ts';

/** A relay, tool pages, and a paired Chromium without a debugging port, since a debugger keeps workers alive. */
export interface IdleWorld {
  readonly relay: TestRelay;
  readonly tools: ToolPages;
  readonly witness: Witness;
  close(): Promise<void>;
}

/** Sets all of it up. */
export async function openIdleWorld(): Promise<IdleWorld> {
  const relay = await startTestRelay();
  await saveCatalogue(relay.api);
  const tools = await serveToolPages();
  const witness = await openWitness(companyBuild);
  const browser = await launchByHand(witness.build);
  const { url: relayUrl, credentials } = relay;
  await witness.ask({ do: 'ask', message: { type: 'pair', relayUrl, token: credentials.stakeholder } });
  await until('the badge is that of a browser without incidents', async () => {
    return (await witness.now()).badge === '';
  });
  return {
    relay,
    tools,
    witness,
    close: async () => {
      await browser.close();
      await witness.close();
      await tools.close();
      await relay.discard();
    },
  };
}

/** Starts Chromium as a person does, without a window, in a profile of its own. */
async function launchByHand(build: string): Promise<{ close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'masthead-chromium-'));
  writePreferences(profile, []);
  const args = [
    '--headless=new',
    ...quiet,
    '--lang=en-GB',
    `--user-data-dir=${profile}`,
    `--disable-extensions-except=${build}`,
    `--load-extension=${build}`,
    'about:blank',
  ];
  const env = { ...process.env, LANGUAGE: 'en_GB' };
  const browser = spawn((await ensureBrowser()).path, args, { stdio: 'ignore', env });
  await once(browser, 'spawn');
  const ended = once(browser, 'exit');
  return {
    close: async () => {
      browser.kill('SIGTERM');
      await ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
