import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/lib/command.ts';
import { inProject } from '../../scripts/lib/project.ts';
import { readWranglerConfig, workerdConfig } from '../../scripts/relay/config.ts';
import { readConfiguration } from '../../scripts/serve/configuration.ts';
import { makeCertificate } from '../e2e/support/certificate.ts';

const key = 'dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdC0';
let folder: string;
let keyFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-configuration-'));
  keyFile = join(folder, 'key');
  writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

const signIn = { kind: 'invitations', admins: ['ada@example.com'] };
const good = () => ({
  url: 'https://masthead.example.com',
  port: 8787,
  stateFolder: join(folder, 'state'),
  keyFile,
  addressHeader: 'X-Real-IP',
  signIn,
});

function write(configuration: object | string): string {
  const path = join(folder, 'masthead.json');
  writeFileSync(path, typeof configuration === 'string' ? configuration : JSON.stringify(configuration));
  return path;
}

/** What is wrong, by its place. */
async function faults(configuration: object | string): Promise<Record<string, string>> {
  const reading = await readConfiguration(write(configuration), 20_000);
  if ('configuration' in reading) return {};
  return Object.fromEntries(reading.faults.map(({ path, message }) => [path, message]));
}

describe('readConfiguration', () => {
  it('gives the relay its bindings and as many sockets as its open files allow', async () => {
    const reading = await readConfiguration(write(good()), 20_000);
    expect(reading).toMatchObject({
      configuration: {
        port: 8787,
        bindings: {
          MASTHEAD_URL: 'https://masthead.example.com',
          MASTHEAD_KEY: key,
          MASTHEAD_SIGN_IN: JSON.stringify(signIn),
          MASTHEAD_ADDRESS_HEADER: 'X-Real-IP',
          MASTHEAD_MAX_SOCKETS: '9488',
        },
      },
    });
  });

  it('takes the example that is shipped, but for the files that it names', async () => {
    const example = JSON.parse(readFileSync(inProject('deploy/masthead.example.json'), 'utf8')) as object;
    expect(Object.keys(await faults(example))).toEqual(['keyFile', 'oidcSecretFile']);
  });

  it('lists all that is wrong at once, each with its place', async () => {
    const wrong = {
      ...good(),
      url: 'http://masthead.example.com/path',
      port: 80,
      stateFolder: 'state',
      keyFile: join(folder, 'none'),
      addressHeader: undefined,
      signIn: { kind: 'oidc', issuer: 'http://login.example.com', clientId: 'x' },
      maxSocket: 3,
    };
    expect(await faults(wrong)).toEqual({
      url: expect.stringContaining('https://'),
      port: expect.stringContaining('1023'),
      stateFolder: expect.stringContaining('from the root'),
      keyFile: expect.stringContaining('npm run new-key'),
      addressHeader: 'is missing',
      'signIn.allowedDomains': 'is missing',
      maxSocket: expect.stringContaining('not known'),
    });
  });

  it.each([0o644, 0o640, 0o604])('refuses a key that others may read (mode %o)', async (mode) => {
    chmodSync(keyFile, mode);
    expect(await faults(good())).toEqual({ keyFile: expect.stringContaining('chmod 600') });
  });

  it('refuses more sockets than the limit of open files carries', async () => {
    expect(await faults({ ...good(), maxSockets: 9_489 })).toEqual({
      maxSockets: expect.stringContaining('9488'),
    });
    expect(await faults({ ...good(), maxSockets: 9_488 })).toEqual({});
  });

  it('refuses a way into private networks for any sign-in but a provider’s, and blocks that are none', async () => {
    expect(await faults({ ...good(), signInNetwork: { allow: ['10.1.0.0/16'] } })).toEqual({
      signInNetwork: expect.stringContaining('oidc'),
    });
    for (const block of ['private', '10.1.0.0', '10.1.0.0/33', '::1/129']) {
      const found = await faults({ ...good(), signInNetwork: { allow: [block] } });
      expect(found).toHaveProperty(['signInNetwork.allow.0']);
    }
  });

  it('says of a file that is no JSON, or not there, just that', async () => {
    expect(Object.values(await faults('{'))).toEqual([expect.stringContaining('no JSON')]);
    const reading = await readConfiguration(join(folder, 'absent.json'));
    expect(reading).toEqual({ faults: [expect.objectContaining({ message: 'cannot be read (ENOENT)' })] });
  });
});

describe('certificates of a company’s own authority', () => {
  const one = () => join(folder, 'cert.pem');
  const trusting = (...paths: string[]) => ({
    ...good(),
    signIn: {
      kind: 'oidc',
      issuer: 'https://login.example.com',
      clientId: 'm',
      allowedDomains: ['example.com'],
      admins: ['ada@example.com'],
    },
    signInNetwork: { allow: ['10.1.2.0/24'], trustedCertificates: paths },
  });

  it('are taken one by one out of the files, and nothing else with them', async () => {
    const { text, keyFile: itsKey } = await makeCertificate(folder);
    writeFileSync(one(), `Two of them\n${text}${readFileSync(itsKey, 'utf8')}${text}`);
    const reading = await readConfiguration(write(trusting(one())), 20_000);
    expect(reading).toMatchObject({
      configuration: { signInNetwork: { trustedCertificates: [text.trim(), text.trim()] } },
    });
  });

  it('that are missing, none or damaged are each named', async () => {
    const { text } = await makeCertificate(folder);
    const [empty, damaged] = [join(folder, 'empty.pem'), join(folder, 'damaged.pem')];
    writeFileSync(empty, '');
    writeFileSync(damaged, text.replace(/\n[^-]{20}/, '\n'));
    expect(await faults(trusting('/absent.pem', one(), empty, damaged))).toEqual({
      'signInNetwork.trustedCertificates.0': '/absent.pem does not exist',
      'signInNetwork.trustedCertificates.2': `${empty} holds no certificate in PEM`,
      'signInNetwork.trustedCertificates.3': `${damaged} holds a certificate that is damaged`,
    });
  });
});

describe('the configuration of workerd', () => {
  const config = {
    ...readWranglerConfig(),
    port: 1,
    storageDir: '/s',
    bundle: 'w.js',
  };

  it('lets nothing but calls to the issuer into a private network, and those only where that is set', () => {
    const network = { allow: ['10.1.2.0/24'], trustedCertificates: [] };
    const wide = workerdConfig({ ...config, signInNetwork: network });
    expect(wide).toContain('network = (allow = ["public", "10.1.2.0/24"]');
    expect(wide).not.toContain('globalOutbound');
    expect(workerdConfig(config)).not.toContain('network');
  });
});

describe('the commands', () => {
  const run = (...args: string[]) => runCommand([process.execPath, 'scripts/run.mjs', ...args]);

  it('serve ends with 78, which a supervisor does not try again, where anything is wrong', async () => {
    const { status, output } = await run('serve', '--config', write({}));
    expect(status).toBe(78);
    expect(output).toContain('Nothing is served');
    expect(existsSync(join(folder, 'state'))).toBe(false);
  });

  it('new-key makes a key that only its owner may read, and never another in its place', async () => {
    const path = join(folder, 'new');
    expect(await run('new-key', path)).toMatchObject({ status: 0 });
    const made = readFileSync(path, 'utf8');
    expect(made).toMatch(/^[\w-]{43}\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await run('new-key', path)).toMatchObject({ status: 1 });
    expect(readFileSync(path, 'utf8')).toBe(made);
  });
});
