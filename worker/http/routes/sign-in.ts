import { addMinutes } from '../../../shared/model/time.ts';
import type { SignInCode } from '../../../shared/protocol/answers.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { isLocalMode } from '../../auth/local-tokens.ts';
import { now } from '../../clock.ts';
import { pageTable } from '../../pages/page-table.ts';
import { randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';

/** A code waits in a terminal until somebody clicks on it: half a day. */
const VALID_MINUTES = 12 * 60;

export const signInRoutes: Pick<Handlers, 'createSignInCode'> = {
  async createSignInCode({ request, env, body, hub }) {
    if (!isLocalMode(env)) return { rejected: 'not_found', detail: 'Codes exist in local mode only.' };
    const code = randomHex(32);
    const codeHash = await sha256Hex(code);
    const expiresAt = addMinutes(now(), VALID_MINUTES);
    await hub((h) => h.createSignInCode(codeHash, body.role, expiresAt));
    // In the fragment, which browsers keep to themselves: it reaches no log and no referrer.
    const url = `${relayOrigin(request, env)}${pageTable.signIn.path}#${code}`;
    const answer: SignInCode = { url, expiresAt };
    return { status: 201, body: JSON.stringify(answer) };
  },
};
