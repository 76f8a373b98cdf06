import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, toolCommand } from '../lib/command.ts';
import { inProject } from '../lib/project.ts';
import { filesIn, type PackedFile, zipOf } from './zip-file.ts';
import { sourceFiles } from './sources.ts';

/** A file that was written. */
export interface Written {
  /** Absolute. */
  readonly path: string;
  readonly bytes: number;
}

const target = inProject('.output/packages');
const builds = inProject('build/packages');

/**
 * Builds the store builds afresh and writes them as `.output/packages/masthead-VERSION-STORE.zip`, the sources that Mozilla's
 * reviewers build from, and `SHA256SUMS`. The same sources give the same bytes, on any machine and at any time.
 */
export async function makePackages(): Promise<Written[]> {
  rmSync(builds, { recursive: true, force: true });
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const chromium = await buildFor('chrome', 'chrome-mv3');
  const firefox = await buildFor('firefox', 'firefox-mv2');
  const prefix = `masthead-${versionOf('package.json')}`;
  const packages: Record<string, Uint8Array> = {
    // Edge runs the very build that Chrome does. Each store has a file of its own name, so that none is mistaken.
    [`${prefix}-chrome.zip`]: zipOf(chromium),
    [`${prefix}-edge.zip`]: zipOf(chromium),
    [`${prefix}-firefox-sources.zip`]: zipOf(sourceFiles()),
    [`${prefix}-firefox.zip`]: zipOf(firefox),
  };
  const sums = Object.entries(packages).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
  return Object.entries({ ...packages, SHA256SUMS: Buffer.from(sums.join('')) }).map(([name, bytes]) => {
    const path = join(target, name);
    writeFileSync(path, bytes);
    return { path, bytes: bytes.byteLength };
  });
}

/**
 * A build of its own, beside those of `npm run build`: one that `npm run dev` has left in `.output` must never reach a store.
 * What else the environment says to a build is overruled.
 */
async function buildFor(browser: 'chrome' | 'firefox', folder: string): Promise<PackedFile[]> {
  const env = {
    NODE_ENV: 'production',
    MASTHEAD_OUT_DIR: builds,
    MASTHEAD_TOOL_HOSTS: '',
    MASTHEAD_RELAY_URL: '',
  };
  await mustRun(`Building for ${browser}`, toolCommand('wxt', 'build', '--browser', browser), { env });
  return filesIn(join(builds, folder));
}

function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(inProject(manifest), 'utf8')) as { version: string }).version;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
