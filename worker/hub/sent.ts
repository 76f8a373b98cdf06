import type { RelayState } from '../../shared/core/relay-state.ts';
import { incidentView, viewerOf } from '../../shared/core/view.ts';
import { type Position, samePosition } from '../../shared/protocol/cursor.ts';
import { meet } from './receipts.ts';
import type { RegisteredView } from './views.ts';

/**
 * Receipts of the first stage, from what shards report: these people have been handed the view as it stands. A shard says
 * so every 20 s; who was told of before, at this position, is not written again.
 */
export class SentLedger {
  readonly #told = new Map<string, { readonly position: Position; readonly people: Set<string> }>();

  note(
    sql: SqlStorage,
    state: RelayState,
    view: RegisteredView,
    people: readonly string[],
    at: string,
  ): void {
    const told = this.#at(view);
    const incidents = Object.values(state.incidents).filter((incident) =>
      incidentView(incident, viewerOf(view.key)),
    );
    for (const personId of people) {
      if (told.has(personId)) continue;
      told.add(personId);
      for (const { id, revision } of incidents) {
        meet(sql, { incidentId: id, personId, revision, stage: 'sent' }, at);
      }
    }
  }

  #at({ key, position }: RegisteredView): Set<string> {
    const held = this.#told.get(key);
    if (held && samePosition(held.position, position)) return held.people;
    const people = new Set<string>();
    this.#told.set(key, { position, people });
    return people;
  }
}
