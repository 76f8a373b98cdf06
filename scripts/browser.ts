import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from './lib/refusal.ts';
import { installPackage } from './lib/system-package.ts';

export interface Browser {
  readonly path: string;
  /** Where it was found, for a person to read. */
  readonly origin: string;
}

const unixNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
    const dir = process.env[name];
    return dir
      ? [
          join(dir, 'Chromium/Application/chrome.exe'),
          join(dir, 'Google/Chrome/Application/chrome.exe'),
          join(dir, 'Microsoft/Edge/Application/msedge.exe'),
        ]
      : [];
  }),
};

/** An installed Chromium, Chrome or Edge; `CHROME_PATH` wins. `null` where there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): Browser | null {
  const chosen = env['CHROME_PATH'];
  if (chosen) {
    if (!isProgram(chosen)) throw new Refusal(`CHROME_PATH names ${chosen}, which is no program.`);
    return { path: chosen, origin: 'CHROME_PATH' };
  }
  const inPath = unixNames.map((name) => findProgram(name, env)).find((path) => path !== null);
  if (inPath) return { path: inPath, origin: 'PATH' };
  const path = usualPlaces[process.platform]?.find(isProgram);
  return path ? { path, origin: 'the usual place' } : null;
}

/** A browser to test with: an installed one, else Debian's, installed now where this user may. */
export async function ensureBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found) return found;
  await installPackage('chromium', 'Chromium, Chrome or Edge (or set CHROME_PATH)');
  return findBrowser() ?? missing('chromium');
}

/** Path of Firefox, installed now where it is missing and this user may. */
export async function ensureFirefox(): Promise<string> {
  return ensureProgram(['firefox-esr', 'firefox'], 'firefox-esr', 'Firefox 142 or newer');
}

/** Path of Alertmanager, installed now where it is missing and this user may. */
export async function ensureAlertmanager(): Promise<string> {
  return ensureProgram(
    ['prometheus-alertmanager', 'alertmanager'],
    'prometheus-alertmanager',
    'Prometheus Alertmanager',
  );
}

/** Path of nginx, installed now where it is missing and this user may. Debian keeps it where only root's `PATH` looks. */
export async function ensureNginx(): Promise<string> {
  const usual = '/usr/sbin/nginx';
  if (isProgram(usual)) return usual;
  return ensureProgram(['nginx'], 'nginx-light', 'nginx');
}

/** Path of Xvfb, a display without a screen, installed now where it is missing and this user may. */
export async function ensureXvfb(): Promise<string> {
  return ensureProgram(['Xvfb'], 'xvfb', 'Xvfb');
}

/** Absolute path of a program in `PATH`, or `null`. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const paths = (env['PATH'] ?? '').split(delimiter).map((dir) => join(dir, name));
  return paths.find(isProgram) ?? null;
}

async function ensureProgram(names: readonly string[], debianName: string, what: string): Promise<string> {
  const find = () => names.map((name) => findProgram(name)).find((path) => path !== null);
  const found = find();
  if (found) return found;
  await installPackage(debianName, what);
  return find() ?? missing(debianName);
}

function missing(debianName: string): never {
  throw new Refusal(`${debianName} was installed but its program is not in PATH.`);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}
