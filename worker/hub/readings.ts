import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { viewerOf, viewKey } from '../../shared/core/view.ts';
import { samePosition } from '../../shared/protocol/cursor.ts';
import type { Own } from '../../shared/protocol/server-message.ts';
import { now } from '../clock.ts';
import type { Memory } from './commit.ts';
import type { Caller, HubApi, HubForShards, ViewReading } from './hub-api.ts';
import { revocationsFor } from './owed.ts';
import { ownsOf } from './own.ts';
import { belongsTo, notePerson, viewerFor, viewKeysInUse } from './people.ts';
import { authorisationVersion, hasLostAccess } from './revocations.ts';
import type { SentLedger } from './sent.ts';
import { findView, type RegisteredView, registerView } from './views.ts';

/* What the hub tells of views: to the people who read them, and to the shards that serve them. */

export function readView(memory: Memory, actor: Caller): ViewReading | Rejection {
  const view = viewOf(memory, actor);
  if (isRejection(view)) return view;
  const { key, shard, position } = view;
  return { viewKey: key, shard, position, view: memory.texts.of(memory.state, view), readAt: now() };
}

export function readPlace(memory: Memory, actor: Caller): Awaited<ReturnType<HubApi['readPlace']>> {
  const view = viewOf(memory, actor);
  if (isRejection(view)) return view;
  const version = authorisationVersion(memory.storage.sql);
  return { viewKey: view.key, shard: view.shard, version };
}

/** The view as it stands, for its shard, whose report of who was served is noted. */
export function vouch(
  { state, storage, texts }: Memory,
  sent: SentLedger,
  report: Parameters<HubForShards['vouch']>[0],
): Awaited<ReturnType<HubForShards['vouch']>> {
  const view = findView(storage.sql, report.viewKey);
  if (view?.shard !== report.shard) return null;
  const { position } = view;
  if (samePosition(report.servedTo, position)) sent.note(storage.sql, state, view, report.people, now());
  const isCurrent = samePosition(report.known, position);
  const revoked = revocationsFor(storage.sql, view.shard);
  return { position, vouchedAt: now(), view: isCurrent ? null : texts.of(state, view), revoked };
}

export function readOwn(
  { state, storage }: Memory,
  key: string,
  personIds: readonly string[],
): Record<string, Own> {
  const here = personIds.filter((id) => belongsTo(storage.sql, state, id, key));
  return ownsOf(storage.sql, state, viewerOf(key), here);
}

/** The view of this person, registered now where it is new. */
function viewOf({ state, storage }: Memory, actor: Caller): RegisteredView | Rejection {
  const { sql } = storage;
  // Asked again: between the proof of who calls and this, access may have been taken away.
  if (hasLostAccess(sql, actor)) return { rejected: 'unauthenticated', detail: 'Access was taken away.' };
  notePerson(sql, actor, now());
  return registerView(sql, viewKey(viewerFor(state, actor)), () => viewKeysInUse(sql, state));
}
