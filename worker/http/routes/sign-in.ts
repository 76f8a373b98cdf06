import { isRejection } from '../../../shared/core/rejection.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import type { SignInCode } from '../../../shared/protocol/answers.ts';
import { derivedHex } from '../../auth/derive.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { isLocalMode } from '../../auth/local-tokens.ts';
import { now } from '../../clock.ts';
import type { Env } from '../../env.ts';
import type { NewSignInCode } from '../../hub/hub-api.ts';
import { pageTable } from '../../pages/page-table.ts';
import { randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';

/** A code waits in a terminal until somebody clicks on it: half a day. */
const VALID_MINUTES = 12 * 60;

export const signInRoutes: Pick<Handlers, 'createSignInCode'> = {
  async createSignInCode({ request, env, actor, body, repeat, hub }) {
    if (!isLocalMode(env)) return { rejected: 'not_found', detail: 'Codes exist in local mode only.' };
    const seed = randomHex(32);
    const hash = await sha256Hex(await codeOf(env, seed));
    const made = { hash, seed, role: body.role, expiresAt: addMinutes(now(), VALID_MINUTES) };
    const answer = await hub((h) => h.createSignInCode(actor, made, repeat));
    if (isRejection(answer)) return answer;
    // A repetition is answered with the seed of the first request, and so with the first code.
    const kept = JSON.parse(answer.body ?? '') as Pick<NewSignInCode, 'seed' | 'expiresAt'>;
    // In the fragment, which browsers keep to themselves: it reaches no log and no referrer.
    const url = `${relayOrigin(request, env)}${pageTable.signIn.path}#${await codeOf(env, kept.seed)}`;
    const shown: SignInCode = { url, expiresAt: kept.expiresAt };
    return { status: 201, body: JSON.stringify(shown) };
  },
};

/** Derived and not kept: whoever has the database has the seed, but not the relay's key. */
function codeOf(env: Env, seed: string): Promise<string> {
  return derivedHex(env.MASTHEAD_KEY ?? '', 'sign-in code', [seed], 32);
}
