import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { DeviceCredential } from '../../../../extension/background/credential.ts';
import { createDeviceKeys } from '../../../../extension/background/dpop.ts';
import type { Fetch } from '../../../../extension/background/ports.ts';
import type { FakeTime } from './fake-time.ts';

/** What one call brought with it. */
export interface Met {
  readonly path: string;
  readonly authorization: string | null;
  readonly form: Readonly<Record<string, string>>;
  readonly proof: ReturnType<typeof decodeJwt>;
  readonly key: unknown;
}

type Answering = (met: Met) => Promise<Response> | Response;

/** A relay that speaks OAuth as a test says, and keeps what it is asked. */
export class DeviceRelay {
  readonly met: Met[] = [];
  answer: Answering = () => json(200, {});

  readonly fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const proof = headers.get('dpop') ?? '';
    const met = {
      path: new URL(url).pathname,
      authorization: headers.get('authorization'),
      form: Object.fromEntries(new URLSearchParams(typeof init.body === 'string' ? init.body : '')),
      proof: decodeJwt(proof),
      key: decodeProtectedHeader(proof).jwk,
    };
    this.met.push(met);
    return this.answer(met);
  };

  paths(): string[] {
    return this.met.map(({ path }) => path);
  }
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

/** Tokens as the relay gives them, the `n`th. */
export function tokens(n: number): Response {
  return json(200, {
    access_token: `access${n}`,
    token_type: 'DPoP',
    expires_in: 43_200,
    refresh_token: `refresh${n}`,
    device_id: 'dev_1',
  });
}

/** A device whose token lasts so many minutes from now. */
export async function deviceFor(time: FakeTime, minutes: number): Promise<DeviceCredential> {
  return {
    kind: 'device',
    relayUrl: 'https://relay.example.com',
    deviceId: 'dev_1',
    keys: await createDeviceKeys(),
    accessToken: 'access0',
    accessExpiresAt: new Date(time.wallMs() + minutes * 60_000).toISOString(),
    refreshToken: 'refresh0',
    isRenewing: false,
  };
}
