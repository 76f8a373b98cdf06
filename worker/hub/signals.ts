import type { SignalKind } from '../../shared/model/signal.ts';
import type { SignalCounts } from '../../shared/protocol/answers.ts';

/** What a person says of an incident, and which revision there was to say it of. */
export interface Signal {
  readonly incidentId: string;
  readonly personId: string;
  readonly kind: SignalKind;
  readonly revision: number;
}

/** Keeps what a person says, in place of what the same person said before. True where it is another word. */
export function saveSignal(
  sql: SqlStorage,
  { incidentId, personId, kind, revision }: Signal,
  at: string,
): boolean {
  const written = sql.exec(
    `INSERT INTO signals (incident, person, kind, revision, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (incident, person) DO UPDATE
     SET kind = excluded.kind, revision = excluded.revision, at = excluded.at
     WHERE kind <> excluded.kind RETURNING kind`,
    incidentId,
    personId,
    kind,
    revision,
    at,
  );
  return written.toArray().length > 0;
}

/** How many people said what of each of these incidents. */
export function countSignals(sql: SqlStorage, incidentIds: readonly string[]): Record<string, SignalCounts> {
  const rows = sql
    .exec<{ incident: string; kind: SignalKind; people: number }>(
      `SELECT incident, kind, COUNT(*) AS people FROM signals
       WHERE incident IN (SELECT value FROM json_each(?)) GROUP BY incident, kind`,
      JSON.stringify(incidentIds),
    )
    .toArray();
  const count = (id: string, kind: SignalKind) =>
    rows.find((row) => row.incident === id && row.kind === kind)?.people ?? 0;
  return Object.fromEntries(
    incidentIds.map((id) => [
      id,
      {
        affected: count(id, 'affected'),
        customersAsking: count(id, 'customers_asking'),
        notAffected: count(id, 'not_affected'),
      },
    ]),
  );
}
