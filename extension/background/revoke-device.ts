import type { Credential } from './credential.ts';
import { type OAuthPorts, postForm } from './oauth.ts';
import type { Log } from './ports.ts';

/**
 * Tells the relay that a device is given up, so that it does not go on standing in its list. Never rejects: where it cannot be told,
 * the key is gone from here, and nothing can be done with the tokens. Source: RFC 7009.
 */
export async function revokeDevice(credential: Credential, ports: OAuthPorts & { log: Log }): Promise<void> {
  if (credential.kind !== 'device') return;
  const { relayUrl, refreshToken, keys } = credential;
  const fields = { token: refreshToken, token_type_hint: 'refresh_token' };
  const answer = await postForm(relayUrl, '/oauth/revoke', fields, keys, ports).catch(() => null);
  if (!answer?.ok) ports.log('device.unrevoked', { status: answer?.status ?? null });
}
