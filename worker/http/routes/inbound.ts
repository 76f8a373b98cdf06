import * as v from 'valibot';
import { isRejection } from '../../../shared/core/rejection.ts';
import { SourceKind } from '../../../shared/model/source.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { unseal } from '../../auth/seal.ts';
import type { Env } from '../../env.ts';
import type { HubForSources } from '../../hub/hub-api.ts';
import { sources } from '../../inbound/registry.ts';
import { textOf } from '../../inbound/reading.ts';
import { errorName, log } from '../../log.ts';
import type { Handlers, Reply } from '../handler.ts';
import { rateLimiter } from '../rate-limiter.ts';
import { readBytes } from '../read-body.ts';

type AskHub = <T>(ask: (hub: HubForSources) => Promise<T>) => Promise<T>;

export const inboundRoutes: Pick<Handlers, 'receiveInbound'> = {
  receiveInbound: ({ request, params, env, hub }) => receiveInbound(request, params, env, hub),
};

/**
 * Takes a vendor's webhook: size, key and proof are checked, the raw body is stored, then the answer is given. What the
 * body means is read afterwards, so that no body, however odd, makes a sender switch us off. 503 where it cannot be
 * stored: of all refusals the one that every sender comes back after.
 */
export async function receiveInbound(
  request: Request,
  params: { readonly source: string; readonly key: string },
  env: Env,
  hub: AskHub,
): Promise<Reply> {
  if (!v.is(SourceKind, params.source)) return unknownSource;
  const { source: kind } = params;
  const refusal = rateLimiter.refuseGuess('credentials', request);
  if (refusal) return refusal;
  const keyHash = await sha256Hex(params.key);
  const found = await reached(hub((h) => h.findSource(kind, keyHash)));
  if (found === unreached) return tryLater;
  if (found === null) return unknownSource;
  const { sourceId, sealedSecrets } = found;
  const shed = rateLimiter.refuse('inbound', sourceId);
  if (shed) {
    rateLimiter.wasRight('credentials', request);
    return shed;
  }
  const body = await readBytes(request, limits.inboundBytes);
  if (isRejection(body)) return body;
  const secrets = await Promise.all(
    sealedSecrets.map((sealed) => unseal(env.MASTHEAD_KEY ?? '', sourceId, sealed)),
  );
  const webhook = { headers: request.headers, body };
  if (!(await sources[kind].verify(webhook, secrets))) {
    const noted = await reached(hub((h) => h.noteRefused(sourceId)));
    return noted === unreached ? tryLater : wrongProof;
  }
  rateLimiter.wasRight('credentials', request);
  const dedupeKey = await sources[kind].dedupeKey(webhook);
  const stored = await reached(hub((h) => h.storeInbound({ sourceId, dedupeKey, body: textOf(body) })));
  return stored === unreached ? tryLater : { status: 202, body: null };
}

const unknownSource = { rejected: 'not_found', detail: 'There is no source at this address.' } as const;
const wrongProof = {
  rejected: 'unauthenticated',
  detail: 'The secret or signature is not the one that this source was given.',
} as const;
const tryLater = {
  rejected: 'overloaded',
  detail: 'The webhook could not be stored; send it again.',
} as const;

const unreached = Symbol('the hub did not answer');

/** The hub's answer, or word that there was none, for whatever reason. */
async function reached<T>(answer: Promise<T>): Promise<T | typeof unreached> {
  try {
    return await answer;
  } catch (error) {
    log.error('inbound.hub_unreached', { error: errorName(error) });
    return unreached;
  }
}
