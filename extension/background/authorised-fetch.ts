import * as v from 'valibot';
import { endingOf, type Ending } from '../../shared/protocol/ending.ts';
import { TokenAnswer } from '../../shared/protocol/oauth.ts';
import type { Credential, CredentialStore, DeviceCredential, DeviceKeys } from './credential.ts';
import { type OAuthPorts, postForm } from './oauth.ts';
import type { Log } from './ports.ts';
import { fetchProved } from './proved-fetch.ts';

/** One call to the relay as this browser's person. Rejects where nobody answers, as `fetch` does. */
export type Call = (
  path: string,
  init: { readonly method: string; readonly body?: unknown; readonly signal?: AbortSignal },
) => Promise<Response>;

/** The credential, and the one way by which it is used. */
export interface Access {
  readonly credential: () => Credential | null;
  /** At every start: takes up what is kept. */
  readonly load: () => Promise<Credential | null>;
  /** Keeps another one in its place. */
  readonly use: (credential: Credential) => Promise<void>;
  readonly drop: () => Promise<void>;
  readonly call: Call;
}

export interface AccessPorts extends OAuthPorts {
  readonly credentials: CredentialStore;
  /** The relay has let go of this browser for good. */
  readonly ended: (reason: Ending) => void;
  readonly log: Log;
}

/** A token is renewed so long before its end that a call under way does not meet it. */
const RENEWED_BEFORE_MS = 5 * 60_000;

export function createAccess(ports: AccessPorts): Access {
  const { credentials, clocks, log } = ports;
  let credential: Credential | null = null;
  /** Under way; calls that need it too wait for the same. */
  let renewal: Promise<Response | null> | null = null;

  async function call(...[path, init]: Parameters<Call>): Promise<Response> {
    const held = credential;
    if (!held) throw new TypeError('this browser is not paired');
    const answer = await callWith(held, path, requestOf(init));
    if (answer.status === 401) await noteEnding(answer, held.relayUrl);
    return answer;
  }

  async function callWith(held: Credential, path: string, init: RequestInit & { method: string }) {
    const url = `${held.relayUrl}${path}`;
    if (held.kind === 'bearer') return fetchBearer(url, init, held.token);
    // Where it fails, the present token may still do; and if not, the call below says so.
    if (isDue(held)) await renewed().catch(() => null);
    const sent = current(held);
    const answer = await fetchProved(url, init, sent, ports);
    if (answer.status !== 401 || (await isEnding(answer))) return answer;
    // Another call may have renewed it meanwhile.
    const refusal = current(held).accessToken === sent.accessToken ? await renewed() : null;
    return refusal ?? fetchProved(url, init, current(held), ports);
  }

  function fetchBearer(url: string, init: RequestInit, token: string): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return ports.fetch(url, {
      ...init,
      headers,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    });
  }

  /** The device as it is now; after an unpairing, as the call found it. */
  function current(held: DeviceCredential): DeviceCredential {
    return credential?.kind === 'device' && credential.deviceId === held.deviceId ? credential : held;
  }

  function isDue({ isRenewing, accessExpiresAt }: DeviceCredential): boolean {
    return isRenewing || Date.parse(accessExpiresAt) - Date.parse(clocks.relayNow()) < RENEWED_BEFORE_MS;
  }

  function renewed(): Promise<Response | null> {
    renewal ??= renew().finally(() => {
      renewal = null;
    });
    return renewal;
  }

  /**
   * New tokens for the old. `null` where they are here; else the refusal, which reads as one of the call that needed them. That it
   * was asked is kept first: should the worker die with the answer, the next life asks again at once, while the relay still repeats it.
   */
  async function renew(): Promise<Response | null> {
    if (credential?.kind !== 'device') return null;
    const asked: DeviceCredential = { ...credential, isRenewing: true };
    await keep(asked);
    const fields = { grant_type: 'refresh_token', refresh_token: asked.refreshToken };
    const answer = await postForm(asked.relayUrl, '/oauth/token', fields, asked.keys, ports);
    if (!answer.ok) {
      log('access.unrenewed', { status: answer.status });
      // What OAuth refuses with 400, `invalid_grant` above all, is to the call a credential that is no good.
      return answer.status === 400 ? new Response(answer.body, { status: 401 }) : answer;
    }
    const tokens = v.parse(TokenAnswer, await answer.json());
    // Unpaired or paired anew meanwhile: these tokens belong to nobody.
    if (credential === asked)
      await keep(deviceCredential(asked.relayUrl, asked.keys, tokens, clocks.relayNow()));
    return null;
  }

  /** In memory even where the disk is full, so that this life goes on. */
  async function keep(next: Credential): Promise<void> {
    credential = next;
    await credentials.save(next).catch(() => log('access.unstored'));
  }

  async function isEnding(answer: Response): Promise<boolean> {
    return (await endingNamedBy(answer)) !== null;
  }

  async function noteEnding(answer: Response, relayUrl: string): Promise<void> {
    const ending = await endingNamedBy(answer);
    if (ending !== null && credential?.relayUrl === relayUrl) ports.ended(ending);
  }

  return {
    credential: () => credential,
    async load() {
      credential = await credentials.load();
      return credential;
    },
    async use(next) {
      credential = next;
      await credentials.save(next);
    },
    async drop() {
      credential = null;
      await credentials.clear();
    },
    call,
  };
}

/** What is kept of tokens that have just come. */
export function deviceCredential(
  relayUrl: string,
  keys: DeviceKeys,
  tokens: TokenAnswer,
  relayNow: string,
): DeviceCredential {
  return {
    kind: 'device',
    relayUrl,
    deviceId: tokens.device_id,
    keys,
    accessToken: tokens.access_token,
    accessExpiresAt: new Date(Date.parse(relayNow) + tokens.expires_in * 1_000).toISOString(),
    refreshToken: tokens.refresh_token,
    isRenewing: false,
  };
}

function requestOf({ method, body, signal }: Parameters<Call>[1]): RequestInit & { method: string } {
  return {
    method,
    ...(signal && { signal }),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  };
}

/** A problem names it as its code, and OAuth in the description of its error. */
async function endingNamedBy(answer: Response): Promise<Ending | null> {
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const named = v.safeParse(
    v.object({ code: v.optional(v.string()), error_description: v.optional(v.string()) }),
    body,
  );
  if (!named.success) return null;
  const ending = endingOf(named.output.code ?? named.output.error_description ?? '');
  return ending === 'unknown' ? null : ending;
}
