import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../../../scripts/lib/command.ts';
import { freePort } from '../../../scripts/lib/port.ts';
import { hashedTokens, keepCredentials } from '../../../scripts/relay/state-folder.ts';
import { mustReadConfiguration, runServed, type ServedRelay } from '../../../scripts/serve/run-served.ts';
import { type Api, apiOf, type Credentials } from './api.ts';
import { makeCertificate } from './certificate.ts';
import { startTlsProxy } from './tls-proxy.ts';

/** A self-hosted relay behind Debian's nginx with TLS, from the shipped site file and one configuration file. */
export interface ServedWorld {
  readonly url: string;
  readonly localUrl: string;
  readonly folder: string;
  readonly stateDir: string;
  readonly configFile: string;
  /** PEM of the certificate, which signs itself. */
  readonly certificate: string;
  /** The certificate's key as Chromium's `--ignore-certificate-errors-spki-list` takes it. */
  readonly spki: string;
  readonly credentials: Credentials;
  readonly api: Api;
  /** Local tokens stand in for people who have signed in; everything else is as the configuration says. */
  start(bundle?: string): Promise<void>;
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function serveWorld(): Promise<ServedWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-served-'));
  const [port, tlsPort] = [await freePort(0), await freePort(0)];
  const [url, localUrl] = [`https://127.0.0.1:${tlsPort}`, `http://127.0.0.1:${port}`];
  const stateDir = join(folder, 'state');
  mkdirSync(stateDir, { mode: 0o700 });
  const configFile = await writeConfiguration(folder, url, port);
  const certificate = await makeCertificate(folder);
  const proxy = await startTlsProxy(folder, certificate, { port, tlsPort });
  const kept = keepCredentials(stateDir, url);
  const local = { ...kept, url: localUrl };
  let relay: ServedRelay | null = null;
  const start = async (bundle?: string) => {
    const { bindings, ...configuration } = await mustReadConfiguration(configFile);
    const { MASTHEAD_SIGN_IN: _, ...others } = bindings;
    const withTokens = { ...others, MASTHEAD_LOCAL_TOKENS: hashedTokens(kept) };
    relay = await runServed({ ...configuration, bindings: withTokens }, bundle ? { bundle } : {});
  };
  const stop = async () => relay?.stop();
  return {
    url,
    localUrl,
    folder,
    stateDir,
    configFile,
    certificate: certificate.text,
    spki: certificate.spki,
    credentials: local,
    api: apiOf(local),
    start,
    stop,
    close: async () => {
      await stop();
      await proxy.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function writeConfiguration(folder: string, url: string, port: number): Promise<string> {
  const keyFile = join(folder, 'key');
  await mustRun('A new key', [process.execPath, 'scripts/run.mjs', 'new-key', keyFile]);
  const path = join(folder, 'masthead.json');
  const signIn = { kind: 'invitations', admins: ['ada@example.com'] };
  const configuration = {
    url,
    port,
    stateFolder: join(folder, 'state'),
    keyFile,
    addressHeader: 'X-Real-IP',
    signIn,
  };
  writeFileSync(path, JSON.stringify(configuration));
  return path;
}
