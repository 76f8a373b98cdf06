import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { DEVICE_CODE_GRANT, type DeviceAuthorization } from '../../../shared/protocol/oauth.ts';

/** A browser that asks a relay to be connected, as far as the relay can see of one. */
export interface AskingBrowser {
  readonly codes: DeviceAuthorization;
  /** Asks once for tokens; the answer's JSON. */
  readonly poll: () => Promise<Record<string, unknown>>;
}

export async function askToConnect(relayUrl: string, browser: string): Promise<AskingBrowser> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const post = async (path: string, form: Record<string, string>) => {
    const htu = `${relayUrl}${path}`;
    const claims = { htm: 'POST', htu, jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1_000) };
    const header = { alg: 'ES256', typ: 'dpop+jwt', jwk };
    const proof = await new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
    const body = new URLSearchParams({ client_id: 'masthead-extension', ...form });
    return fetch(htu, { method: 'POST', headers: { DPoP: proof }, body });
  };
  const answer = await post('/oauth/device_authorization', { browser });
  const codes = (await answer.json()) as DeviceAuthorization;
  return {
    codes,
    poll: async () => {
      const form = { grant_type: DEVICE_CODE_GRANT, device_code: codes.device_code };
      return (await (await post('/oauth/token', form)).json()) as Record<string, unknown>;
    },
  };
}
