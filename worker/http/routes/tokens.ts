import { isRejection } from '../../../shared/core/rejection.ts';
import { apiTokenHash, apiTokenOf } from '../../auth/api-token.ts';
import { newId, randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { takeAway } from '../take-away.ts';

export const tokenRoutes: Pick<Handlers, 'listTokens' | 'createToken' | 'revokeToken'> = {
  async listTokens({ hub }) {
    const tokens = await hub((h) => h.run('listTokens'));
    return { status: 200, body: JSON.stringify({ tokens }) };
  },

  async createToken({ env, actor, body, repeat, hub }) {
    const seed = randomHex(32);
    const drawn = { id: newId('tok'), seed, hash: await apiTokenHash(env, await apiTokenOf(env, seed)) };
    const answer = await hub((h) => h.run('createToken', actor, body, drawn, repeat));
    if (isRejection(answer)) return answer;
    // A repetition is answered with the seed of the first request, and so with the first token.
    const { seed: kept, ...token } = JSON.parse(answer.body ?? '') as { seed: string };
    return { status: 201, body: JSON.stringify({ ...token, token: await apiTokenOf(env, kept) }) };
  },

  revokeToken: ({ actor, params, hub }) => takeAway(hub, 'revokeToken', actor, params.id),
};
