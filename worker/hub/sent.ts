import type { RelayState } from '../../shared/core/relay-state.ts';
import { incidentView, viewerOf } from '../../shared/core/view.ts';
import { stageRank } from '../../shared/model/receipt.ts';
import type { RegisteredView } from './views.ts';

/** Whom a view's shard has handed one revision of an incident. */
interface Told {
  readonly revision: number;
  readonly people: ReadonlySet<string>;
}

/**
 * Receipts of the first stage, from what shards report: these people have been handed the view as it stands. A shard says
 * so every 20 s and after each update, for thousands at a time: only what is new is written, in one statement for each
 * incident. After a restart all of it is new once.
 */
export class SentLedger {
  /** By view, and in it by incident. */
  #told = new Map<string, ReadonlyMap<string, Told>>();

  note(
    sql: SqlStorage,
    state: RelayState,
    { key }: RegisteredView,
    people: readonly string[],
    at: string,
  ): void {
    const viewer = viewerOf(key);
    const before = this.#told.get(key);
    const shown = Object.values(state.incidents).filter((incident) => incidentView(incident, viewer));
    const after = shown.map(({ id, revision }): readonly [string, Told] => {
      const known = before?.get(id);
      const told = known?.revision === revision ? known.people : new Set<string>();
      const fresh = people.filter((person) => !told.has(person));
      if (fresh.length === 0) return [id, known ?? { revision, people: told }];
      writeSent(sql, { incidentId: id, revision, people: fresh }, at);
      return [id, { revision, people: told.union(new Set(fresh)) }];
    });
    // What has left the view is forgotten with the map that held it.
    this.#told.set(key, new Map(after));
  }
}

/** It is the lowest stage, so it changes nothing where any receipt is known. */
function writeSent(
  sql: SqlStorage,
  { incidentId, revision, people }: { incidentId: string; revision: number; people: readonly string[] },
  at: string,
): void {
  sql.exec(
    `INSERT INTO receipts (incident, person, revision, stage, at)
     SELECT ?, value, ?, ?, ? FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    incidentId,
    revision,
    stageRank('sent'),
    at,
    JSON.stringify(people),
  );
}
