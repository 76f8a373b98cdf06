import { spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNginx } from '../../../scripts/browser.ts';
import { mustRun } from '../../../scripts/lib/command.ts';
import { freePort } from '../../../scripts/lib/port.ts';
import { inProject } from '../../../scripts/lib/project.ts';
import { hashedTokens, keepCredentials } from '../../../scripts/relay/state-folder.ts';
import { mustReadConfiguration, runServed, type ServedRelay } from '../../../scripts/serve/run-served.ts';
import { type Api, apiOf, type Credentials } from './api.ts';

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
  await makeCertificate(folder);
  const nginx = await startNginx(folder, port, tlsPort);
  const certificate = readFileSync(join(folder, 'cert.pem'), 'utf8');
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
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
    certificate,
    spki: createHash('sha256').update(key).digest('base64'),
    credentials: local,
    api: apiOf(local),
    start,
    stop,
    close: async () => {
      await stop();
      await nginx.stop();
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

async function makeCertificate(folder: string): Promise<void> {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-days', '2', '-nodes'];
  await mustRun('A certificate', ['openssl', 'req', '-x509', ...kind, ...files, ...names]);
}

/** A process of its own with its own prefix: what else the machine serves is left alone. */
async function startNginx(folder: string, port: number, tlsPort: number): Promise<{ stop(): Promise<void> }> {
  const shipped = readFileSync(inProject('deploy/nginx/masthead.conf'), 'utf8');
  const changes = [
    ['127.0.0.1:8787', `127.0.0.1:${port}`],
    ['listen 443 ssl http2', `listen 127.0.0.1:${tlsPort} ssl http2`],
    ['masthead.example.com;', '127.0.0.1;'],
    ['/etc/ssl/masthead/fullchain.pem', join(folder, 'cert.pem')],
    ['/etc/ssl/masthead/key.pem', join(folder, 'key.pem')],
  ] as const;
  const site = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the shipped site file has no ${from}`);
    return text.replace(from, to);
  }, shipped);
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder};`,
  );
  const config = `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 512; }
http { access_log off; ${temp.join(' ')}
${site}}`;
  const configFile = join(folder, 'nginx.conf');
  writeFileSync(configFile, config);
  const program = await ensureNginx();
  await mustRun('The site file', [program, '-t', '-p', folder, '-c', configFile]);
  const child = spawn(program, ['-p', folder, '-c', configFile], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
