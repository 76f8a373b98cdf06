import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, toolCommand } from '../../scripts/lib/command.ts';
import { justifications, permissionsOfThePolicy } from './support/justifications.ts';

const run = promisify(execFile);
const wxt = join(import.meta.dirname, '../../node_modules/wxt/bin/wxt.mjs');
const toolHosts = ['https://crm.example.com/*', 'http://*.localhost/*'];
const askable = ['https://*/*', 'http://localhost/*', 'http://*.localhost/*', 'http://127.0.0.1/*'];
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
  'connect-src https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*; ' +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const toolbarButton = {
  default_icon: { 16: 'icon/quiet-16.png', 24: 'icon/quiet-24.png', 32: 'icon/quiet-32.png' },
  default_title: 'Masthead',
  default_popup: 'popup.html',
};

let outDir = '';
const manifests: Record<string, Record<string, unknown>> = {};

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'masthead-manifest-'));
  for (const browser of ['chrome', 'firefox']) {
    await build(browser, '');
    await build(browser, toolHosts.join(', '));
  }
  for (const name of await readdir(outDir)) {
    manifests[name] = JSON.parse(await readFile(join(outDir, name, 'manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >;
  }
}, 120_000);

afterAll(() => rm(outDir, { recursive: true }));

async function build(browser: string, hosts: string): Promise<void> {
  await run(process.execPath, [wxt, 'build', '--browser', browser], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      MASTHEAD_OUT_DIR: outDir,
      MASTHEAD_TOOL_HOSTS: hosts,
      MASTHEAD_RELAY_URL: 'https://relay.example.com',
    },
  });
}

const keys = (letter: string) => ({
  suggested_key: { default: `Alt+Shift+${letter}`, mac: `MacCtrl+Shift+${letter}` },
});
const commands = {
  acknowledge_latest: { ...keys('G'), description: '__MSG_manifest_command_acknowledge__' },
  open_incident: { ...keys('O'), description: '__MSG_manifest_command_open__' },
  toggle_banner: { ...keys('H'), description: '__MSG_manifest_command_banner__' },
};

const chromium = {
  manifest_version: 3,
  name: '__MSG_manifest_name__',
  description: '__MSG_manifest_description__',
  default_locale: 'en',
  version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  icons: {
    16: 'icon/quiet-16.png',
    32: 'icon/quiet-32.png',
    48: 'icon/quiet-48.png',
    128: 'icon/quiet-128.png',
  },
  minimum_chrome_version: '130',
  permissions: ['storage', 'alarms', 'scripting', 'idle', 'contextMenus'],
  optional_permissions: ['notifications'],
  commands: { _execute_action: keys('M'), ...commands },
  host_permissions: [],
  optional_host_permissions: askable,
  content_security_policy: { extension_pages: csp },
  action: toolbarButton,
  storage: { managed_schema: 'managed-schema.json' },
  background: { service_worker: 'background.js' },
  options_ui: { page: 'options.html', open_in_tab: true },
  web_accessible_resources: [{ resources: ['banner-frame.html'], matches: askable, use_dynamic_url: true }],
};

const firefox = {
  manifest_version: 2,
  name: '__MSG_manifest_name__',
  description: '__MSG_manifest_description__',
  default_locale: 'en',
  version: chromium.version,
  icons: chromium.icons,
  permissions: ['storage', 'alarms', 'scripting', 'idle', 'contextMenus'],
  optional_permissions: [...askable, 'notifications'],
  commands: { _execute_browser_action: keys('M'), ...commands },
  content_security_policy: csp,
  browser_action: toolbarButton,
  background: { scripts: ['background.js'], persistent: true },
  options_ui: { page: 'options.html', open_in_tab: true },
  web_accessible_resources: ['banner-frame.html'],
  browser_specific_settings: {
    gecko: {
      id: '{7c1f0a52-6d0b-4b8e-9a41-0e6f3f7b52d1}',
      strict_min_version: '142.0',
      data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
    },
  },
};

describe('the store build', () => {
  it('asks Chromium for no host and no content script', () => {
    expect(manifests['chrome-mv3']).toEqual(chromium);
  });

  it('asks Firefox for no host and no content script', () => {
    expect(manifests['firefox-mv2']).toEqual(firefox);
  });
});

describe('the company build', () => {
  it('holds the hosts of its tools in Chromium, and nothing else more', () => {
    expect(manifests['chrome-mv3-company']).toEqual({ ...chromium, host_permissions: toolHosts });
  });

  it('holds the hosts of its tools in Firefox, and nothing else more', () => {
    expect(manifests['firefox-mv2-company']).toEqual({
      ...firefox,
      permissions: [...firefox.permissions, ...toolHosts],
    });
  });
});

describe('the reasons for permissions', () => {
  const { held, later } = justifications();

  it('are there for exactly what the builds ask for', () => {
    expect([...held.keys()].toSorted()).toEqual([...askedFor(), 'Hosts'].toSorted());
  });

  it('are held back for what no build asks for', () => {
    const asked = askedFor();
    expect([...later.keys()].filter((name) => asked.includes(name))).toEqual([]);
  });

  it('are texts that fit the stores’ forms', () => {
    const texts = [...held, ...later].map(([name, { length }]) => ({
      name,
      fits: length > 80 && length < 1_000,
    }));
    expect(texts.filter(({ fits }) => !fits)).toEqual([]);
  });

  it('stand in PRIVACY.md too', () => {
    const permissions = askedFor().filter((name) => name !== 'commands');
    expect(permissionsOfThePolicy().toSorted()).toEqual(permissions.toSorted());
  });
});

describe('Mozilla’s linter', () => {
  it.each(['firefox-mv2', 'firefox-mv2-company'])('has nothing to say of %s', async (name) => {
    const command = toolCommand('addons-linter', join(outDir, name), '--output', 'json');
    const { output } = await runCommand(command, { env: { NODE_NO_WARNINGS: '1' } });
    const said = JSON.parse(output) as Record<'errors' | 'warnings' | 'notices', unknown[]>;
    expect([said.errors, said.warnings, said.notices]).toEqual([[], [], []]);
  });
});

it('keeps the script that runs in other people’s pages at or below 2,000 bytes', async () => {
  const script = await readFile(join(outDir, 'chrome-mv3', 'banner-host.js'));
  expect(script.byteLength).toBeLessThanOrEqual(2_000);
});

it('offers the address of the relay that the build was made for', async () => {
  const files = await readdir(join(outDir, 'chrome-mv3'), { recursive: true });
  const scripts = files.filter((file) => file.endsWith('.js'));
  const texts = await Promise.all(scripts.map((file) => readFile(join(outDir, 'chrome-mv3', file), 'utf8')));
  expect(texts.join()).toContain('https://relay.example.com');
});

/** Every permission that a build asks for, at once or later, and `commands`; hosts are named by their patterns and left out. */
function askedFor(): string[] {
  const names = Object.values(manifests).flatMap((manifest) => [
    ...(manifest['permissions'] as string[]),
    ...((manifest['optional_permissions'] ?? []) as string[]),
    ...('commands' in manifest ? ['commands'] : []),
  ]);
  return [...new Set(names)].filter((name) => !name.includes('://'));
}
