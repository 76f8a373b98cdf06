import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { freePort } from '../../../scripts/lib/port.ts';

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

/** Starts it for a relay at this address. */
export async function startIssuer(relayUrl: string): Promise<TestIssuer> {
  const accounts = new Map<string, TestAccount>();
  const port = await freePort(0);
  const issuer = `http://127.0.0.1:${port}`;
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
  const server: Server = provider.listen(port, '127.0.0.1');
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
