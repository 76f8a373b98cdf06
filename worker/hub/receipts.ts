import type { RelayState } from '../../shared/core/relay-state.ts';
import { mayRead, type Viewer } from '../../shared/core/view.ts';
import { type Receipt, type Stage, stageRank } from '../../shared/model/receipt.ts';
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

/**
 * Lets go of receipts and signals from before a moment, and notes of which incidents they were, and receipts up to which revision: what
 * is not known any more must not look like nobody. Those of incidents in the views stay, or what was acknowledged would ask
 * again.
 */
export function forgetOldReceipts(storage: DurableObjectStorage, before: string): void {
  storage.transactionSync(() => {
    storage.sql.exec(
      `INSERT INTO receipts_let_go (incident, revision)
       SELECT incident, MAX(revision) FROM receipts WHERE ${isOld} GROUP BY incident
       ON CONFLICT (incident) DO UPDATE SET revision = MAX(revision, excluded.revision)`,
      before,
    );
    // What was said counts whatever the revision, so there is none to note.
    storage.sql.exec(
      `INSERT OR IGNORE INTO signals_let_go (incident) SELECT incident FROM signals WHERE ${isOld}`,
      before,
    );
    for (const table of ['receipts', 'signals'])
      storage.sql.exec(`DELETE FROM ${table} WHERE ${isOld}`, before);
  });
}

const isOld = `at < ? AND incident NOT IN (SELECT id FROM nouns WHERE kind = 'incidents' AND is_at_rest = 0)`;

/** True where no receipt has been let go that would count for this revision. */
export function hasAllReceipts(sql: SqlStorage, incidentId: string, revision: number): boolean {
  const rows = sql.exec(
    'SELECT 1 FROM receipts_let_go WHERE incident = ? AND revision >= ?',
    incidentId,
    revision,
  );
  return rows.toArray().length === 0;
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
