import { derivedHex } from './derive.ts';

/** An invitation that the relay's own key vouches for, made where that key is kept: how the first admin gets in. */
export interface FirstInvitation {
  readonly person: string;
  readonly expiresAt: string;
}

/**
 * A secret that whoever holds the relay's key can make without the relay, for an address that the setting names as admin: the first one
 * has nobody to invite them. `first.<base64url of address and end>.<MAC as hex>`.
 */
export async function firstInvitationSecret(
  key: string,
  { person, expiresAt }: FirstInvitation,
): Promise<string> {
  const said = btoa(JSON.stringify([person, expiresAt]))
    .replaceAll('=', '')
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  return `first.${said}.${await derivedHex(key, 'first invitation', [person, expiresAt], 32)}`;
}
