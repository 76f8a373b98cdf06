import type { Event } from '../../shared/core/event.ts';
import type { Actor } from '../../shared/model/person.ts';

/** Appends what happened, with who caused it and when. Nothing here is ever changed or deleted, but for the name of a person who is erased (`erase.ts`). */
export function appendEvents(sql: SqlStorage, events: readonly Event[], actor: Actor, at: string): void {
  for (const event of events) {
    sql.exec(
      'INSERT INTO events (at, actor, type, json) VALUES (?, ?, ?, ?)',
      at,
      JSON.stringify(actor),
      event.type,
      JSON.stringify(event),
    );
  }
}
