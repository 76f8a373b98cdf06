import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Page } from 'playwright-core';
import { freePort } from '../../../scripts/lib/port.ts';
import type { TestCertificate } from './certificate.ts';

/** Somebody who can sign in at the provider, by the name that is typed there. */
export interface TestAccount {
  readonly email: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** A real OpenID provider on loopback. Its own pages for signing in take any password. */
export interface TestIssuer {
  readonly issuer: string;
  /** Whom it knows; a test may change what is said of them. */
  readonly accounts: Map<string, TestAccount>;
  close(): Promise<void>;
}

export const CLIENT = { id: 'masthead', secret: 'a secret with spaces & signs' };

/** Starts it for a relay at this address; it speaks TLS where it is given a certificate. */
export async function startIssuer(relayUrl: string, certificate?: TestCertificate): Promise<TestIssuer> {
  const accounts = new Map<string, TestAccount>();
  const port = await freePort(0);
  const issuer = `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${relayUrl}/sign-in/callback`],
        post_logout_redirect_uris: [`${relayUrl}/`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    // The claims stand in the ID token, as with the providers that companies use.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const account = accounts.get(id);
      if (!account) return undefined;
      return {
        accountId: id,
        claims: () => ({ sub: id, email_verified: true, ...account, groups: [...account.groups] }),
      };
    },
  });
  const tls = certificate && {
    cert: readFileSync(certificate.file),
    key: readFileSync(certificate.keyFile),
  };
  const answer = provider.callback();
  const listener: RequestListener = (request, response) => void answer(request, response);
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  if ((server.address() as AddressInfo).port !== port) throw new Error('the provider listens elsewhere');
  return {
    issuer,
    accounts,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** From the relay's page that asks to sign in: at the provider, and back to the relay. */
export async function passProvider(page: Page, name: string, relayUrl: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${relayUrl}/**`);
}
