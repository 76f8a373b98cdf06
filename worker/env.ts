import type { HubApi, ShardApi } from './hub/hub-api.ts';

type Stub<Api> = DurableObjectStub & Api;

interface Namespace<Api> {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): Stub<Api>;
}

/** What the relay is given from outside: its objects and its settings. */
export interface Env {
  readonly HUB: Namespace<HubApi>;
  readonly SHARD: Namespace<ShardApi>;
  /** 256 random bits as base64url, kept outside the database: signs tickets and seals the secrets of sources. */
  readonly MASTHEAD_KEY?: string;
  /**
   * Local mode only: JSON of `{ admin, liaison, stakeholder }`, each the SHA-256 (hex) of that role's bearer token. Where it
   * is absent and no other sign-in is configured, the relay serves nothing.
   */
  readonly MASTHEAD_LOCAL_TOKENS?: string;
  /** How people sign in, as JSON: see `auth/sign-in-setting.ts`. Absent in local mode. */
  readonly MASTHEAD_SIGN_IN?: string;
  /** The client secret at the company's OpenID provider; absent for a public client, which PKCE alone protects. */
  readonly MASTHEAD_OIDC_SECRET?: string;
  /** The way to the sign-in, where it is not the usual one: a self-hosted relay may have it in its own network. */
  readonly SIGN_IN_NETWORK?: Pick<Fetcher, 'fetch'>;
  /** The relay's own address as people reach it, such as `http://127.0.0.1:8787`; without it a deployed relay serves nothing. */
  readonly MASTHEAD_URL?: string;
  /** The header in which what stands before the relay says the caller's address: Cloudflare, or a proxy. Absent: nobody does. */
  readonly MASTHEAD_ADDRESS_HEADER?: string;
  /** How many sockets the process may hold at most, from its limit of file descriptors; absent on Cloudflare. */
  readonly MASTHEAD_MAX_SOCKETS?: string;
}
