import * as v from 'valibot';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { SourceKind } from '../../../shared/model/source.ts';
import { inboundStatuses } from '../../../shared/protocol/answers.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { seal } from '../../auth/seal.ts';
import type { Env } from '../../env.ts';
import { newId, randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';

export const sourceRoutes: Pick<
  Handlers,
  'listSources' | 'createSource' | 'replaceSource' | 'removeSource' | 'listInboundEvents'
> = {
  listSources: async ({ hub }) => ({ status: 200, body: await hub((h) => h.list('sources')) }),

  async createSource({ request, env, actor, body, hub }) {
    const { kind, name, rule } = body;
    const id = body.id ?? newId('src');
    const pathKey = randomHex(20);
    const made = body.secret === undefined ? makeSecret(kind) : undefined;
    const [sealedSecret, keyHash] = await Promise.all([
      sealed(env, id, body.secret ?? made),
      sha256Hex(pathKey),
    ]);
    const answer = await hub((h) => h.createSource(actor, { id, name, kind, rule, sealedSecret, keyHash }));
    if (isRejection(answer)) return answer;
    const shownOnce = {
      inboundUrl: `${relayOrigin(request, env)}/inbound/${kind}/${pathKey}`,
      ...(made === undefined ? {} : { secret: made }),
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

/** Alertmanager is told its secret. PagerDuty makes its own, once it knows our address: that secret is set afterwards. */
function makeSecret(kind: SourceKind): string | undefined {
  return kind === 'alertmanager' ? randomHex(32) : undefined;
}

async function sealed(env: Env, owner: string, secret: string | undefined): Promise<string | null> {
  return secret === undefined ? null : seal(env.MASTHEAD_KEY ?? '', owner, secret);
}

function refuseStatus(status: string | null): Rejection | null {
  if (status === null || v.is(v.picklist(inboundStatuses), status)) return null;
  return { rejected: 'invalid_query', detail: `status must be one of ${inboundStatuses.join(', ')}.` };
}
