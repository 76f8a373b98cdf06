import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun } from '../../../scripts/lib/command.ts';
import { freePort } from '../../../scripts/lib/port.ts';
import { mustReadConfiguration, runServed } from '../../../scripts/serve/run-served.ts';
import { makeCertificate, type TestCertificate } from './certificate.ts';
import { CLIENT, startIssuer, type TestIssuer } from './oidc-provider.ts';
import { startTlsProxy, type TlsProxy } from './tls-proxy.ts';

/**
 * Masthead as a company runs it: a relay from one configuration file behind nginx, and a real OpenID provider in the company's own
 * network. Both speak TLS; the relay knows the provider's certificate by `signInNetwork` alone.
 */
export interface Company {
  readonly url: string;
  readonly certificate: TestCertificate;
  readonly issuer: TestIssuer;
  readonly proxy: TlsProxy;
  close(): Promise<void>;
}

/** Starts all of it. `ada@example.com` is admin; nobody is known at the provider yet. */
export async function startCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'masthead-company-'));
  const [port, tlsPort] = [await freePort(0), await freePort(0)];
  const url = `https://127.0.0.1:${tlsPort}`;
  const certificate = await makeCertificate(folder);
  const issuer = await startIssuer(url, certificate);
  const configFile = await writeConfiguration(folder, { url, port, issuer, certificate });
  const proxy = await startTlsProxy(folder, certificate, { port, tlsPort });
  const relay = await runServed(await mustReadConfiguration(configFile));
  return {
    url,
    certificate,
    issuer,
    proxy,
    close: async () => {
      await relay.stop();
      await proxy.stop();
      await issuer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Facts {
  readonly url: string;
  readonly port: number;
  readonly issuer: TestIssuer;
  readonly certificate: TestCertificate;
}

async function writeConfiguration(
  folder: string,
  { url, port, issuer, certificate }: Facts,
): Promise<string> {
  const at = (name: string) => join(folder, name);
  const [stateFolder, keyFile, oidcSecretFile] = [at('state'), at('key'), at('oidc-secret')];
  mkdirSync(stateFolder, { mode: 0o700 });
  await mustRun('A new key', [process.execPath, 'scripts/run.mjs', 'new-key', keyFile]);
  writeFileSync(oidcSecretFile, CLIENT.secret, { mode: 0o600 });
  const configuration = {
    url,
    port,
    stateFolder,
    keyFile,
    oidcSecretFile,
    addressHeader: 'X-Real-IP',
    signIn: {
      kind: 'oidc',
      issuer: issuer.issuer,
      clientId: CLIENT.id,
      allowedDomains: ['example.com'],
      admins: ['ada@example.com'],
    },
    signInNetwork: { allow: ['127.0.0.1/32'], trustedCertificates: [certificate.file] },
  };
  const path = at('masthead.json');
  writeFileSync(path, JSON.stringify(configuration));
  return path;
}
