import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { inProject } from '../../../scripts/lib/project.ts';
import { Refusal } from '../../../scripts/lib/refusal.ts';

/** A policy file of this machine, where an admin's tool would lay it. Only root may. */
export interface PolicyFile {
  /** Values for the extension, and policies of the browser beside them. */
  write(extension: object, browser?: object): void;
  writeText(text: string): void;
  remove(): void;
}

/** Debian's Chromium reads every file in this folder. Source: https://www.chromium.org/administrators/linux-quick-start/ */
export function chromiumPolicy(extensionId: string): PolicyFile {
  const path = `/etc/chromium/policies/managed/masthead-test-${extensionId}.json`;
  return policyFile(path, (extension, browser) => ({
    ...browser,
    '3rdparty': { extensions: { [extensionId]: extension } },
  }));
}

/**
 * Debian's Firefox ESR reads this one file as it starts, before the one in its own folder. An admin's own is left alone.
 * Source: https://mozilla.github.io/policy-templates/
 */
export function firefoxPolicy(addonId: string): PolicyFile {
  const path = '/etc/firefox/policies/policies.json';
  if (existsSync(path) && !readFileSync(path, 'utf8').includes(addonId)) {
    throw new Refusal(`The policy tests need ${path} for themselves, and somebody else's lies there.`);
  }
  return policyFile(path, (extension, browser) => ({
    policies: { ...browser, '3rdparty': { Extensions: { [addonId]: extension } } },
  }));
}

function policyFile(path: string, form: (extension: object, browser: object) => object): PolicyFile {
  if (process.getuid?.() !== 0) throw new Refusal(`The policy tests need root: they write ${path}.`);
  const writeText = (text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  return {
    write: (extension, browser = {}) => writeText(JSON.stringify(form(extension, browser))),
    writeText,
    remove: () => rmSync(path, { force: true }),
  };
}

/** The values for Masthead in one of the files that `docs/policy.md` offers. */
export function documentedValues(name: 'chrome-linux.json' | 'firefox-policies.json'): object {
  const { policies, ...rest } = JSON.parse(readFileSync(inProject('docs/policy', name), 'utf8'));
  const { extensions, Extensions } = (policies ?? rest)['3rdparty'];
  const [values] = Object.values<object>(extensions ?? Extensions);
  if (!values) throw new Error(`docs/policy/${name} sets nothing`);
  return values;
}

/** A build in a folder of its own, and so under an id of its own: what is set for it reaches no other browser here. */
export interface BuildCopy {
  readonly dir: string;
  remove(): void;
}

/** Copies a build. `changeManifest` may give it the id that Firefox takes from there. */
export function copyBuild(
  build: string,
  changeManifest: (text: string) => string = (text) => text,
): BuildCopy {
  const parent = mkdtempSync(join(tmpdir(), 'masthead-build-'));
  const dir = join(parent, basename(build));
  cpSync(build, dir, { recursive: true });
  const manifest = join(dir, 'manifest.json');
  writeFileSync(manifest, changeManifest(readFileSync(manifest, 'utf8')));
  return { dir, remove: () => rmSync(parent, { recursive: true, force: true }) };
}
