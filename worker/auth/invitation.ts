import { derivedHex } from './derive.ts';
import type { Env } from '../env.ts';
import { type FirstInvitation, firstInvitationSecret } from './first-invitation.ts';
import { isSameSecret } from './hash.ts';
import { setupOf } from './setup.ts';

/** The secret of an invitation: derived and not kept, so that a repetition of the request can be shown it again. Hex. */
export function invitationSecret(env: Pick<Env, 'MASTHEAD_KEY'>, seed: string): Promise<string> {
  return derivedHex(env.MASTHEAD_KEY ?? '', 'invitation', [seed], 32);
}

/** The first invitation in a secret; `null` for anything else, a forged one and one for an address that is no admin's included. */
export async function readFirstInvitation(env: Env, secret: string): Promise<FirstInvitation | null> {
  const [prefix, said = ''] = secret.split('.');
  const setup = setupOf(env);
  if (prefix !== 'first' || setup.kind !== 'deployed') return null;
  try {
    const text = atob(said.replaceAll('-', '+').replaceAll('_', '/'));
    const [person, expiresAt] = JSON.parse(text) as [unknown, unknown];
    if (typeof person !== 'string' || typeof expiresAt !== 'string') return null;
    const invitation = { person, expiresAt };
    const right = await firstInvitationSecret(env.MASTHEAD_KEY ?? '', invitation);
    return isSameSecret(right, secret) && setup.signIn.admins.includes(person) ? invitation : null;
  } catch {
    return null;
  }
}
