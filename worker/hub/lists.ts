import { assertNever } from '../../shared/core/assert-never.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import type { HubForPeople } from './hub-api.ts';
import { sourcesWithHealth } from './sources.ts';

/** A list for liaisons and admins, as JSON text of its answer, by name. */
export function listText(
  sql: SqlStorage,
  state: RelayState,
  what: Parameters<HubForPeople['list']>[0],
): string {
  switch (what) {
    case 'services':
      return JSON.stringify({ services: byName(state.services) });
    case 'tools':
      return JSON.stringify({ tools: byName(state.tools) });
    case 'audiences':
      return JSON.stringify({ audiences: byName(state.audiences) });
    case 'sources':
      return JSON.stringify({ sources: sourcesWithHealth(sql, byName(state.sources)) });
    default:
      return assertNever(what);
  }
}

function byName<Noun extends { readonly id: string; readonly name: string }>(
  nouns: Readonly<Record<string, Noun>>,
): Noun[] {
  return Object.values(nouns).toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id),
  );
}
