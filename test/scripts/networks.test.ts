import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/port.ts';
import { inProject } from '../../scripts/lib/project.ts';
import type { RelaySettings } from '../../scripts/relay/config.ts';
import { type RunningRelay, runRelay } from '../../scripts/relay/run-relay.ts';
import { prepareStateFolder } from '../../scripts/relay/state-folder.ts';
import { makeCertificate } from '../e2e/support/certificate.ts';

const bundle = inProject('test/scripts/fixtures/reaching-worker.js');

let folder: string;
let server: Server;
let relay: RunningRelay;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-networks-'));
  server = createServer((_, response) => response.end('private')).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await relay?.kill();
  server.close();
  rmSync(folder, { recursive: true });
});

/** What a worker with these settings can reach of a server on a private address. */
async function reach(
  settings: RelaySettings,
  { headers = {}, scheme = 'http' }: { headers?: Record<string, string>; scheme?: 'http' | 'https' } = {},
): Promise<unknown> {
  const port = await freePort(0);
  const stateDir = prepareStateFolder(folder);
  relay = await runRelay({ ...settings, port, stateDir, bundle, bindings: () => ({}), output: 'log' });
  const { port: target } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/?target=${encodeURIComponent(`${scheme}://127.0.0.1:${target}/`)}`;
  return (await fetch(url, { headers })).json();
}

it('keeps a relay from private addresses, and takes https from nobody’s word', async () => {
  const seen = await reach({}, { headers: { 'X-Forwarded-Proto': 'https' } });
  expect(seen).toEqual({ commonly: false, forSignIn: null, scheme: 'http:' });
});

it('opens a private network to calls for the sign-in alone, and believes the proxy about https', async () => {
  const signInNetwork = { allow: ['127.0.0.1/32'], trustedCertificates: [] };
  const settings = { signInNetwork, protocolHeader: 'X-Forwarded-Proto' };
  const seen = await reach(settings, { headers: { 'X-Forwarded-Proto': 'https' } });
  expect(seen).toEqual({ commonly: false, forSignIn: true, scheme: 'https:' });
});

it('opens none but the network that is named', async () => {
  const signInNetwork = { allow: ['10.1.2.0/24'], trustedCertificates: [] };
  expect(await reach({ signInNetwork })).toMatchObject({ commonly: false, forSignIn: false });
});

it.each([true, false])(
  'reaches a provider with a certificate of the company’s own only where that is trusted (%s)',
  async (isTrusted) => {
    const certificate = await makeCertificate(folder);
    const key = readFileSync(certificate.keyFile);
    server.close();
    server = createTlsServer({ cert: certificate.text, key }, (_, response) => response.end('private'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const trustedCertificates = isTrusted ? [certificate.text] : [];
    const signInNetwork = { allow: ['127.0.0.1/32'], trustedCertificates };
    expect(await reach({ signInNetwork }, { scheme: 'https' })).toMatchObject({
      commonly: false,
      forSignIn: isTrusted,
    });
  },
);
