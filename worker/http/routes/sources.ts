import * as v from 'valibot';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { SourceKind } from '../../../shared/model/source.ts';
import { inboundStatuses } from '../../../shared/protocol/answers.ts';
import { derivedHex } from '../../auth/derive.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { seal } from '../../auth/seal.ts';
import type { Env } from '../../env.ts';
import type { IdempotencyKey } from '../../hub/hub-api.ts';
import { newId, randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';

export const sourceRoutes: Pick<
  Handlers,
  'listSources' | 'createSource' | 'replaceSource' | 'removeSource' | 'listInboundEvents'
> = {
  listSources: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('sources')) }),

  async createSource({ request, env, actor, body, repeat, hub }) {
    const { kind, name, rule } = body;
    const made = await makeUp(env, actor.id, repeat);
    const id = body.id ?? made.id;
    const secret = body.secret === undefined && isTold(kind) ? made.secret : undefined;
    const [sealedSecret, keyHash] = await Promise.all([
      sealed(env, id, body.secret ?? secret),
      sha256Hex(made.pathKey),
    ]);
    const source = { id, name, kind, rule, sealedSecret, keyHash };
    const answer = await hub((h) => h.createSource(actor, source, repeat));
    if (isRejection(answer)) return answer;
    const shownOnce = {
      inboundUrl: `${relayOrigin(request, env)}/inbound/${kind}/${made.pathKey}`,
      ...(secret === undefined ? {} : { secret }),
    };
    return { status: 201, body: JSON.stringify({ id, name, kind, rule, ...shownOnce }) };
  },

  async replaceSource({ env, actor, params, body, hub }) {
    const { name, rule } = body;
    const sealedSecret = await sealed(env, params.id, body.secret);
    return hub((h) => h.replaceSource(actor, params.id, { name, rule, sealedSecret, keyHash: null }));
  },

  removeSource: ({ actor, params, hub }) =>
    hub((h) => h.execute(actor, { type: 'remove_source', id: params.id }, null)),

  async listInboundEvents({ query, hub }) {
    const filter = { status: query.get('status'), sourceId: query.get('source') };
    const refusal = refuseStatus(filter.status);
    return refusal ?? { status: 200, body: await hub((h) => h.listInboundEvents(filter)) };
  },
};

/**
 * What a new source gets from us. Under an idempotency key it is derived and not random: the repeated request is shown the
 * same again, though the hub has kept none of it.
 */
async function makeUp(env: Env, actorId: string, repeat: IdempotencyKey | null) {
  if (!repeat) return { id: newId('src'), pathKey: randomHex(20), secret: randomHex(32) };
  const derive = (purpose: string, count: number) =>
    derivedHex(env.MASTHEAD_KEY ?? '', purpose, [actorId, repeat.key], count);
  const [id, pathKey, secret] = await Promise.all([
    derive('source id', 16),
    derive('source address', 20),
    derive('source secret', 32),
  ]);
  return { id: `src_${id}`, pathKey, secret };
}

/** Alertmanager is told its secret. PagerDuty makes its own, once it knows our address: that secret is set afterwards. */
function isTold(kind: SourceKind): boolean {
  return kind === 'alertmanager';
}

async function sealed(env: Env, owner: string, secret: string | undefined): Promise<string | null> {
  return secret === undefined ? null : seal(env.MASTHEAD_KEY ?? '', owner, secret);
}

function refuseStatus(status: string | null): Rejection | null {
  if (status === null || v.is(v.picklist(inboundStatuses), status)) return null;
  return { rejected: 'invalid_query', detail: `status must be one of ${inboundStatuses.join(', ')}.` };
}
