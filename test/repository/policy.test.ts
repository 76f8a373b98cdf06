import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { manifestFor } from '../../extension/manifest.ts';
import { lockables, Policy, readPolicy } from '../../extension/data/policy.ts';
import { waysToTell } from '../../shared/model/urgency.ts';
import { placements } from '../../shared/model/tool.ts';
import { type PlistValue, readPlist } from './support/plist.ts';
import { readRegistryFile, registryObject } from './support/registry-file.ts';
import { textOf, trackedFiles } from './support/tracked-files.ts';

const keys = Object.keys(Policy.entries);
const manifest = manifestFor({ browser: 'firefox', toolHosts: [] });
const addonId = 'browser_specific_settings' in manifest ? manifest.browser_specific_settings.gecko.id : '';
const chromeId = 'abcdefghijklmnopabcdefghijklmnop';
const edgeId = 'ponmlkjihgfedcbaponmlkjihgfedcba';
const policies = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies';

const file = (name: string) => textOf(`docs/policy/${name}`);
/** A member of a nested object, by its path. */
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value);
const json = (name: string): unknown => JSON.parse(file(name));
const payload = (name: string, index: number): PlistValue =>
  at(readPlist(file(name)), 'PayloadContent', index) as PlistValue;
const registry = (name: string, path: string) =>
  registryObject(readRegistryFile(file(name)), `${policies}\\${path}`);

/** The registry knows no booleans; Chromium makes them of numbers where the schema has one. */
const withBooleans = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === 'isOn' || key === 'quietHoursExceptSev1' ? inner === 1 : inner,
  );
const values = (domain: string, of: PlistValue) =>
  at(of, 'PayloadContent', domain, 'Forced', 0, 'mcx_preference_settings');
const ofAdmin = Object.fromEntries(
  Object.entries(json('google-admin.json') as Record<string, object>).map(([key, member]) => [
    key,
    at(member, 'Value'),
  ]),
);

/** Every file, what it sets for Masthead, and how it installs and pins it. */
const files: Record<string, { values: unknown; install?: unknown }> = {
  'chrome-linux.json': {
    values: at(json('chrome-linux.json'), '3rdparty', 'extensions', chromeId),
    install: at(json('chrome-linux.json'), 'ExtensionSettings', chromeId),
  },
  'chrome-macos.mobileconfig': {
    values: values(`com.google.Chrome.extensions.${chromeId}`, payload('chrome-macos.mobileconfig', 1)),
    install: at(payload('chrome-macos.mobileconfig', 0), 'ExtensionSettings', chromeId),
  },
  'chrome-windows.reg': {
    values: withBooleans(
      registry('chrome-windows.reg', `Google\\Chrome\\3rdparty\\extensions\\${chromeId}\\policy`),
    ),
    install: registry('chrome-windows.reg', `Google\\Chrome\\ExtensionSettings\\${chromeId}`),
  },
  'edge-linux.json': {
    values: at(json('edge-linux.json'), '3rdparty', 'extensions', edgeId),
    install: at(json('edge-linux.json'), 'ExtensionSettings', edgeId),
  },
  'edge-macos.mobileconfig': {
    values: values(`com.microsoft.Edge.extensions.${edgeId}`, payload('edge-macos.mobileconfig', 1)),
    install: at(payload('edge-macos.mobileconfig', 0), 'ExtensionSettings', edgeId),
  },
  'edge-windows.reg': {
    values: withBooleans(
      registry('edge-windows.reg', `Microsoft\\Edge\\3rdparty\\extensions\\${edgeId}\\policy`),
    ),
    install: registry('edge-windows.reg', `Microsoft\\Edge\\ExtensionSettings\\${edgeId}`),
  },
  'firefox-macos.mobileconfig': {
    values: at(payload('firefox-macos.mobileconfig', 0), '3rdparty', 'Extensions', addonId),
    install: at(payload('firefox-macos.mobileconfig', 0), 'ExtensionSettings', addonId),
  },
  'firefox-policies.json': {
    values: at(json('firefox-policies.json'), 'policies', '3rdparty', 'Extensions', addonId),
    install: at(json('firefox-policies.json'), 'policies', 'ExtensionSettings', addonId),
  },
  'firefox-windows.reg': {
    values: JSON.parse(
      String(at(registry('firefox-windows.reg', 'Mozilla\\Firefox\\3rdparty\\Extensions'), addonId)),
    ),
    install: registry('firefox-windows.reg', `Mozilla\\Firefox\\ExtensionSettings\\${addonId}`),
  },
  // The console has fields of its own for installing and pinning.
  'google-admin.json': { values: ofAdmin },
};

describe('the files in docs/policy', () => {
  it('are all read here', () => {
    const there = trackedFiles().filter((name) => name.startsWith('docs/policy/'));
    expect(there).toEqual(Object.keys(files).map((name) => `docs/policy/${name}`));
  });

  it.each(Object.entries(files))('%s sets every key, each with a good value', (_, { values }) => {
    expect(Object.keys(values as object).toSorted()).toEqual(keys.toSorted());
    expect(readPolicy(values).problems).toEqual([]);
  });

  it.each(Object.entries(files))('%s sets the same as the others', (_, { values }) => {
    expect(values).toEqual(ofAdmin);
  });

  it.each(Object.entries(files).filter(([, { install }]) => install))(
    '%s installs by force and keeps the button in sight',
    (name, { install }) => {
      const [browser] = name.split('-');
      expect(install).toMatchObject({ installation_mode: 'force_installed' });
      expect(install).toMatchObject(
        browser === 'chrome'
          ? { update_url: 'https://clients2.google.com/service/update2/crx', toolbar_pin: 'force_pinned' }
          : browser === 'edge'
            ? {
                update_url: 'https://edge.microsoft.com/extensionwebstorebase/v1/crx',
                toolbar_state: 'force_shown',
              }
            : {
                install_url: `https://addons.mozilla.org/firefox/downloads/latest/${addonId}/latest.xpi`,
                default_area: 'navbar',
              },
      );
    },
  );

  it('of macOS say themselves who they are, each part by an id of its own', () => {
    const profiles = Object.keys(files).filter((name) => name.endsWith('.mobileconfig'));
    const ids = profiles.flatMap((name) => [
      ...file(name).matchAll(/<key>PayloadUUID<\/key>\s*<string>([0-9A-F-]{36})<\/string>/g),
    ]);
    expect(ids).toHaveLength(8);
    expect(new Set(ids.map(([, id]) => id)).size).toBe(8);
  });
});

/** The JSON schema that Chromium reads, as far as it is held to ours. */
const Member = v.object({ type: v.string(), title: v.string(), description: v.string() });
const schema = v.parse(
  v.object({ type: v.literal('object'), properties: v.record(v.string(), v.looseObject(Member.entries)) }),
  JSON.parse(textOf('extension/public/managed-schema.json')),
);

describe('extension/public/managed-schema.json', () => {
  it('has the keys of the policy in their order', () => {
    expect(Object.keys(schema.properties)).toEqual(keys);
  });

  it('gives each key the type that ours takes: Chromium drops what has another', () => {
    const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
    for (const [key, { type }] of Object.entries(schema.properties)) {
      expect([key, type]).toEqual([key, typeOf(ofAdmin[key])]);
    }
  });

  it('leaves the words of a key to ours, so that a wrong one is named and costs no other', () => {
    expect(textOf('extension/public/managed-schema.json')).not.toMatch(/"(?:enum|pattern|required)"/);
  });

  it('names all words that a key takes', () => {
    const { leastUrgency, locked } = schema.properties;
    for (const word of waysToTell) expect(leastUrgency?.description).toContain(word);
    for (const word of lockables) expect(locked?.description).toContain(word);
    const text = textOf('extension/public/managed-schema.json');
    for (const word of placements) expect(text).toMatch(new RegExp(`"Where its banner lies: .*${word}`));
  });
});

describe('docs/policy.md', () => {
  const page = textOf('docs/policy.md');
  /** The first column of the table of keys. */
  const rows = new Map(
    [...page.matchAll(/^\| `(\w+)` +\|(.*)$/gm)].map(([, key = '', rest = '']) => [key, rest]),
  );

  it('has one row for each key, in the order of the schema', () => {
    expect([...rows.keys()]).toEqual(keys);
  });

  it('names all words that a key takes', () => {
    for (const word of waysToTell) expect(rows.get('leastUrgency')).toContain(`\`${word}\``);
    for (const word of lockables) expect(rows.get('locked')).toContain(`\`${word}\``);
    for (const word of placements) expect(rows.get('tools')).toContain(`\`${word}\``);
  });

  it('links to every file', () => {
    for (const name of Object.keys(files)) expect(page).toContain(`](policy/${name})`);
  });
});
