import type { DeviceKeys } from './credential.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A new pair for one device. Its private half can sign and can never be read. */
export async function createDeviceKeys(): Promise<DeviceKeys> {
  return crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
}

/** What a proof is for: one call, made now. */
export interface ProvedCall {
  readonly method: string;
  readonly url: string;
  /** Relay time, ISO: the relay takes a proof for a short while only, by its own clock. */
  readonly at: string;
  /** The token that goes with the call; `null` where there is none yet. */
  readonly accessToken: string | null;
}

/** The value of the header `DPoP`: a JWT that only the holder of the key can make, good for one call. Source: RFC 9449, 4.2. */
export async function createProof({ privateKey, publicKey }: DeviceKeys, call: ProvedCall): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const { origin, pathname } = new URL(call.url);
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const claims = {
    jti: crypto.randomUUID(),
    htm: call.method,
    // Without query and fragment, as the RFC has it.
    htu: `${origin}${pathname}`,
    iat: Math.floor(Date.parse(call.at) / 1_000),
    ...(call.accessToken !== null && { ath: await hashOf(call.accessToken) }),
  };
  const text = `${encoded(JSON.stringify(header))}.${encoded(JSON.stringify(claims))}`;
  // WebCrypto signs as JWS wants it: the two numbers one after the other, not DER.
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, bytesOf(text));
  return `${text}.${base64url(new Uint8Array(signature))}`;
}

async function hashOf(text: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text))));
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const encoded = (text: string) => base64url(bytesOf(text));

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCodePoint(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
