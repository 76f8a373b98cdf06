import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { nounAt } from '../../../shared/core/relay-state.ts';
import { mayRead } from '../../../shared/core/view.ts';
import { MEMBERS_MAX } from '../../../shared/model/audience.ts';
import { hasRole } from '../../../shared/model/person.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import type { AccessRequest } from '../../../shared/protocol/access-requests.ts';
import { newId } from '../../random.ts';
import { accountOf } from '../accounts.ts';
import { actorOf, type Answer, type Caller, type IdempotencyKey } from '../hub-api.ts';
import { viewerFor } from '../people.ts';
import { readSettings } from '../settings.ts';
import { loadIncident } from '../state-store.ts';
import type { Desk } from './desk.ts';
import { once } from './once.ts';

/** How many incidents one person may ask for in a day. */
const ASKED_PER_DAY = 10;

type Row = {
  id: string;
  incident: string;
  person: string;
  name: string;
  asked_at: string;
  reason: string | null;
};

/**
 * Notes that somebody asks to read an incident. Stored, counted and answered whether there is such an incident or not: else asking would
 * tell. Refused as if there were no such address where the organisation does not allow asking, and for liaisons, who read everything.
 */
export function askForAccess(
  desk: Desk,
  caller: Caller,
  incidentId: string,
  reason: string | undefined,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  const { sql, at, audit, state } = desk;
  if (!mayAsk(desk, caller)) return { rejected: 'not_found', detail: 'There is no such incident.' };
  return once(desk, caller, repeat, () => {
    if (countAsked(sql, caller.id, incidentId, addMinutes(at, -24 * 60)) >= ASKED_PER_DAY)
      return { rejected: 'asked_too_often', detail: `One may ask for ${ASKED_PER_DAY} incidents a day.` };
    const incident = loadIncident(sql, state(), incidentId);
    if (incident && mayRead(viewerFor(state(), caller), incident.audiences)) return noted;
    sql.exec(
      `INSERT INTO access_requests (id, incident, person, name, asked_at, reason, status)
       VALUES (?, ?, ?, ?, ?, ?, 'waiting')
       ON CONFLICT (incident, person) DO UPDATE
       SET name = excluded.name, asked_at = excluded.asked_at, reason = excluded.reason, status = 'waiting'`,
      newId('acc'),
      incidentId,
      caller.id,
      caller.name,
      at,
      reason ?? null,
    );
    audit({ actor: actorOf(caller), action: 'access.ask', target: incidentId, outcome: 'done' });
    return noted;
  });
}

/** True where this caller is offered to ask for what they cannot read. */
export function mayAsk({ sql }: Desk, { kind, role }: Caller): boolean {
  return kind === 'person' && !hasRole(role, 'liaison') && readSettings(sql).mayAskForAccess;
}

/** Who asks for what there is and what they may not read, the oldest first. */
export function listAccessRequests(desk: Desk): AccessRequest[] {
  const rows = desk.sql.exec<Row>(
    "SELECT * FROM access_requests WHERE status = 'waiting' ORDER BY asked_at, id",
  );
  return rows.toArray().flatMap((row) => shown(desk, row) ?? []);
}

/** Adds the person to one of the incident's audiences. */
export function grantAccess(
  desk: Desk,
  caller: Caller,
  id: string,
  chosen: string | undefined,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  return once(desk, caller, repeat, () => {
    const request = waiting(desk, id);
    if (!request) return unknown;
    // It widens who reads what is confidential, and with that all else that the audience reads.
    if (!hasRole(caller.role, 'admin') && readSettings(desk.sql).secondLiaisonFor.includes('confidential'))
      return {
        rejected: 'second_liaison',
        detail: 'Where this asks for two people, an admin grants access.',
      };
    const { audiences, incidentId, person } = request;
    const audience = chosen ?? (audiences.length === 1 ? audiences[0] : undefined);
    if (audience === undefined || !audiences.includes(audience))
      return { rejected: 'unknown_audience', detail: `Choose one of ${audiences.join(', ')}.` };
    const before = nounAt(desk.state().audiences, audience);
    if (!before) return { rejected: 'unknown_audience', detail: `There is no audience "${audience}".` };
    if (before.members.length >= MEMBERS_MAX)
      return { rejected: 'catalogue_full', detail: `An audience may have ${MEMBERS_MAX} members.` };
    const after = { ...before, members: [...before.members, person.id] };
    const saved = desk.carryOut({ type: 'save_audience', audience: after }, actorOf(caller));
    if (isRejection(saved)) return saved;
    close(desk, id, 'granted');
    const detail = { person: person.id, incident: incidentId, audience };
    desk.audit({ actor: actorOf(caller), action: 'access.grant', target: id, outcome: 'done', detail });
    return done;
  });
}

/** Puts a request aside. The person may ask again. */
export function declineAccess(
  desk: Desk,
  caller: Caller,
  id: string,
  repeat: IdempotencyKey | null,
): Answer | Rejection {
  return once(desk, caller, repeat, () => {
    const request = waiting(desk, id);
    if (!request) return unknown;
    close(desk, id, 'declined');
    const detail = { person: request.person.id, incident: request.incidentId };
    desk.audit({ actor: actorOf(caller), action: 'access.decline', target: id, outcome: 'done', detail });
    return done;
  });
}

/** Lets go of requests from before a moment. */
export function forgetOldAccessRequests(sql: SqlStorage, before: string): void {
  sql.exec('DELETE FROM access_requests WHERE asked_at < ?', before);
}

const noted: Answer = { status: 202, body: JSON.stringify({ status: 'noted' }) };
const done: Answer = { status: 204, body: null };
const unknown: Rejection = { rejected: 'not_found', detail: 'There is no such request that waits.' };

/** Asking again for the same one counts once. */
function countAsked(sql: SqlStorage, person: string, incidentId: string, since: string): number {
  return sql
    .exec<{ count: number }>(
      'SELECT COUNT(*) AS count FROM access_requests WHERE person = ? AND asked_at > ? AND incident <> ?',
      person,
      since,
      incidentId,
    )
    .one().count;
}

function waiting(desk: Desk, id: string): AccessRequest | null {
  const row = desk.sql
    .exec<Row>("SELECT * FROM access_requests WHERE id = ? AND status = 'waiting'", id)
    .toArray()[0];
  return row ? shown(desk, row) : null;
}

function close({ sql }: Desk, id: string, status: 'granted' | 'declined'): void {
  sql.exec('UPDATE access_requests SET status = ?, reason = NULL WHERE id = ?', status, id);
}

/** The request, or `null` where there is nothing to decide: no such incident, access by now, or a person who has left. */
function shown({ sql, state }: Desk, { id, incident: incidentId, ...row }: Row): AccessRequest | null {
  const incident = loadIncident(sql, state(), incidentId);
  const viewer = viewerFor(state(), { id: row.person, role: 'stakeholder' });
  if (!incident || mayRead(viewer, incident.audiences)) return null;
  if (accountOf(sql, row.person)?.isActive === false) return null;
  return {
    id,
    person: { id: row.person, name: row.name },
    askedAt: row.asked_at,
    reason: row.reason,
    incidentId,
    title: incident.title,
    audiences: [...incident.audiences],
  };
}
