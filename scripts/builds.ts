import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, toolCommand } from './lib/command.ts';
import { fingerprint } from './lib/fingerprint.ts';
import { readIfThere } from './lib/private-file.ts';
import { inProject } from './lib/project.ts';

/** What a build made, and whether it had to. */
export interface Built {
  /** Absolute path of the folder. */
  readonly dir: string;
  readonly isFresh: boolean;
}

/** Makes the worker's bundle, `index.js` in the folder, unless nothing that goes into it has changed. */
export async function buildWorker(signal?: AbortSignal): Promise<Built> {
  const dir = inProject('build/worker');
  const inputs = fingerprint(['worker', 'shared', 'wrangler.jsonc', 'package-lock.json']);
  return buildOnce({ dir, product: 'index.js', stamp: 'worker', inputs }, async () => {
    const command = toolCommand('wrangler', 'deploy', '--dry-run', '--outdir', dir);
    const env = { WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' };
    await mustRun('Building the worker', command, { env, signal });
  });
}

/** One of the extension's builds. */
export interface ExtensionVariant {
  readonly browser: 'chrome' | 'firefox';
  /** Match patterns of the tools whose permission the build holds. None makes the store build. */
  readonly toolHosts: readonly string[];
  /** Address of the relay, offered by the options page. */
  readonly relayUrl?: string;
}

/** Makes one build of the extension unless nothing that goes into it has changed. */
export async function buildExtension(variant: ExtensionVariant, signal?: AbortSignal): Promise<Built> {
  const { browser, toolHosts, relayUrl = '' } = variant;
  const env = { MASTHEAD_TOOL_HOSTS: toolHosts.join(','), MASTHEAD_RELAY_URL: relayUrl };
  const name = extensionFolder(variant);
  const inputs = fingerprint(
    ['extension', 'shared', 'wxt.config.ts', 'scripts/locale-files.ts', 'package-lock.json'],
    env,
  );
  const target = { dir: inProject('.output', name), product: 'manifest.json', stamp: name, inputs };
  return buildOnce(target, async () => {
    const command = toolCommand('wxt', 'build', '--browser', browser);
    await mustRun(`Building the extension (${name})`, command, { env, signal });
  });
}

/** Name of a build's folder in `.output`. */
export function extensionFolder({ browser, toolHosts }: ExtensionVariant): string {
  const form = browser === 'chrome' ? 'chrome-mv3' : 'firefox-mv2';
  return toolHosts.length > 0 ? `${form}-company` : form;
}

interface Target {
  readonly dir: string;
  /** A file in `dir` without which there is no build. */
  readonly product: string;
  readonly stamp: string;
  readonly inputs: string;
}

async function buildOnce(target: Target, build: () => Promise<void>): Promise<Built> {
  const product = join(target.dir, target.product);
  const stamp = inProject('build', `${target.stamp}.inputs`);
  if (existsSync(product) && readIfThere(stamp) === target.inputs) return { dir: target.dir, isFresh: false };
  await build();
  if (!existsSync(product)) throw new Error(`the build made no ${product}`);
  mkdirSync(inProject('build'), { recursive: true });
  writeFileSync(stamp, target.inputs);
  return { dir: target.dir, isFresh: true };
}
