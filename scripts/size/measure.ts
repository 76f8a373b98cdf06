import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { inProject } from '../lib/project.ts';
import { loadedFiles } from './closure.ts';

export interface Size {
  readonly name: string;
  /** Bytes, or packages for the dependencies; `null` where there is nothing to measure. */
  readonly value: number | null;
  readonly limit: number;
  readonly unit: 'kB' | 'packages';
}

const store = inProject('.output/chrome-mv3');

/** Every size that has a budget, measured in the Chromium store build and the worker's bundle. 1 kB is 1,000 bytes. */
export function measureSizes(): Size[] {
  return [
    { name: 'injected script, minified', value: plain('banner-host.js'), limit: 2_000, unit: 'kB' },
    // Beside it where somebody looks at the page.
    { name: 'spot finder, minified', value: plain('banner-spot.js'), limit: 5_000, unit: 'kB' },
    // Half of it is Preact; the rest says the sentence in any language, leads through several incidents, and holds the menu.
    { name: 'banner frame, gzip', value: zipped('banner-frame.html'), limit: 17_000, unit: 'kB' },
    // All state, its store, the way to the relay, policy, notification, keys and menu; 2 kB are a device's key, proofs, renewal and
    // the asking to be let in. Nobody waits for it: what is painted stays.
    { name: 'background, gzip', value: zipped('background.js'), limit: 29_000, unit: 'kB' },
    // A third of it is Preact. It decides what is whose by the same core as badge and bar; rare parts are loaded when called for.
    { name: 'popup, gzip', value: zipped('popup.html'), limit: 22_000, unit: 'kB' },
    // 150 kB were the first path's; sign-in, devices and the admin pages have used them up. Cloudflare itself takes 3 MB.
    { name: 'worker, gzip', value: zippedWorker(), limit: 160_000, unit: 'kB' },
    { name: 'extension package, zip', value: packageSize(), limit: 250_000, unit: 'kB' },
    { name: 'runtime dependencies', value: runtimeDependencies(), limit: 14, unit: 'packages' },
  ];
}

/** True where a size is known and within its budget. */
export function isWithin({ value, limit }: Size): boolean {
  return value !== null && value <= limit;
}

/** One line for a person: name, value, budget. */
export function sizeLine(size: Size): string {
  const { name, value, limit, unit } = size;
  const say = (n: number) => (unit === 'kB' ? `${(n / 1_000).toFixed(1)} kB` : `${n}`);
  const measured = value === null ? 'not built' : say(value);
  return `${isWithin(size) ? 'ok      ' : 'too much'}  ${name.padEnd(26)} ${measured.padStart(9)} of ${say(limit)}`;
}

function plain(file: string): number | null {
  const path = join(store, file);
  return existsSync(path) ? statSync(path).size : null;
}

/** Each file counts on its own, as it would be sent. */
function zipped(entry: string): number | null {
  const files = loadedFiles(store, entry);
  if (files.length === 0) return null;
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(store, file)), { level: 9 }).length, 0);
}

function zippedWorker(): number | null {
  const path = inProject('build/worker/index.js');
  return existsSync(path) ? gzipSync(readFileSync(path), { level: 9 }).length : null;
}

/** Bytes of the store build as a zip: deflated contents and two headers a file. Source: PKWARE APPNOTE.TXT 4.3. */
function packageSize(): number | null {
  if (!existsSync(join(store, 'manifest.json'))) return null;
  const files = globSync('**/*', { cwd: store }).filter((file) => statSync(join(store, file)).isFile());
  const bytes = files.map((file) => {
    const content = deflateRawSync(readFileSync(join(store, file)), { level: 9 }).length;
    return content + 30 + 46 + 2 * Buffer.byteLength(file);
  });
  return bytes.reduce((sum, size) => sum + size, 22);
}

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.object({ dev: v.optional(v.boolean()), optional: v.optional(v.boolean()) }),
  ),
});

/** Installed packages that are not for development only; a platform's own binary belongs to the package that wants it. */
function runtimeDependencies(): number {
  const { packages } = v.parse(Lock, JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8')));
  return Object.entries(packages).filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
    .length;
}
