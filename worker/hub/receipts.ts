import type { RelayState } from '../../shared/core/relay-state.ts';
import { incidentView, mayRead, type Viewer } from '../../shared/core/view.ts';
import { type Receipt, type Stage, stageRank } from '../../shared/model/receipt.ts';
import type { Own } from '../../shared/protocol/server-message.ts';
import { loadIncident } from './state-store.ts';

/** That a person met a revision of an incident up to a stage. */
export interface Met {
  readonly incidentId: string;
  readonly personId: string;
  readonly revision: number;
  readonly stage: Stage;
}

/** Takes a receipt in; the furthest stage stays, so repetition and disorder change nothing. True where it went further. */
export function meet(sql: SqlStorage, { incidentId, personId, revision, stage }: Met, at: string): boolean {
  return (
    sql
      .exec(
        `INSERT INTO receipts (incident, person, revision, stage, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (incident, person, revision) DO UPDATE SET stage = excluded.stage, at = excluded.at
       WHERE stage < excluded.stage RETURNING stage`,
        incidentId,
        personId,
        revision,
        stageRank(stage),
        at,
      )
      .toArray().length > 0
  );
}

/**
 * Takes what a person's devices tell. What the person may not read is passed over like what does not exist, and so is a
 * revision that is still to come. Answers with how many were taken, and whether an acknowledgement went further.
 */
export function takeReceipts(
  sql: SqlStorage,
  state: RelayState,
  person: { readonly id: string; readonly viewer: Viewer },
  receipts: readonly Receipt[],
  at: string,
): { readonly accepted: number; readonly isOwnChanged: boolean } {
  let accepted = 0;
  let isOwnChanged = false;
  for (const { incidentId, revision, stage } of receipts) {
    const incident = loadIncident(sql, state, incidentId);
    if (!incident || !mayRead(person.viewer, incident.audiences) || revision > incident.revision) continue;
    const isFurther = meet(sql, { incidentId, personId: person.id, revision, stage }, at);
    accepted += 1;
    isOwnChanged ||= isFurther && stage === 'acknowledged';
  }
  return { accepted, isOwnChanged };
}

/** The furthest stage (as its rank) in which each person met this revision or a later one. */
export function furthestStages(
  sql: SqlStorage,
  incidentId: string,
  revision: number,
): ReadonlyMap<string, number> {
  const rows = sql.exec<{ person: string; stage: number }>(
    'SELECT person, MAX(stage) AS stage FROM receipts WHERE incident = ? AND revision >= ? GROUP BY person',
    incidentId,
    revision,
  );
  return new Map(rows.toArray().map(({ person, stage }) => [person, stage]));
}

/** What concerns this person alone: the highest revision acknowledged of each incident in the viewer's view. */
export function ownOf(sql: SqlStorage, state: RelayState, viewer: Viewer, personId: string): Own {
  const rows = sql.exec<{ incident: string; revision: number }>(
    'SELECT incident, MAX(revision) AS revision FROM receipts WHERE person = ? AND stage = 4 GROUP BY incident',
    personId,
  );
  const acknowledged: Record<string, number> = {};
  for (const { incident, revision } of rows) {
    const shown = state.incidents[incident];
    if (shown && incidentView(shown, viewer)) acknowledged[incident] = revision;
  }
  return { acknowledged };
}

/** The highest revision of the incident that this person acknowledged; 0 for none. */
export function acknowledgedRevision(sql: SqlStorage, incidentId: string, personId: string): number {
  return (
    sql
      .exec<{ revision: number | null }>(
        'SELECT MAX(revision) AS revision FROM receipts WHERE person = ? AND incident = ? AND stage = 4',
        personId,
        incidentId,
      )
      .one().revision ?? 0
  );
}
