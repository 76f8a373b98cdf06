import type { RelayState } from '../../shared/core/relay-state.ts';
import { viewKey } from '../../shared/core/view.ts';
import { type Audience, membersOf } from '../../shared/model/audience.ts';
import { liaisonIds, viewerFor } from './people.ts';
import type { NounKey } from './state-store.ts';
import { holdersOf } from './subscriptions.ts';

/**
 * Whose own facts are others after these nouns changed, by the key of the view that each of them reads now: members of an
 * audience that assigns something, and who had chosen a service that is gone. Of a group that gained or lost a service the
 * catalogue tells everybody.
 */
export function peopleToRetell(
  sql: SqlStorage,
  before: RelayState,
  after: RelayState,
  changed: readonly NounKey[],
): ReadonlyMap<string, readonly string[]> {
  const concerned = new Set(
    changed.flatMap(({ kind, id }) => {
      if (kind === 'audiences') return reassigned(before.audiences[id], after.audiences[id]);
      return kind === 'services' && !after.services[id] ? holdersOf(sql, id) : [];
    }),
  );
  if (concerned.size === 0) return new Map();
  const liaisons = liaisonIds(sql);
  return Map.groupBy(concerned, (id) =>
    viewKey(viewerFor(after, { id, role: liaisons.has(id) ? 'liaison' : 'stakeholder' })),
  );
}

/** All members where the audience assigns something else now, or else those who came or went. */
function reassigned(before: Audience | undefined, after: Audience | undefined): string[] {
  const [was, is] = [assignmentOf(before), assignmentOf(after)];
  const [left, joined] = [membersOf(before), membersOf(after)];
  if (was !== is) return [...new Set([...left, ...joined])];
  if (is === nothing) return [];
  return [...[...left].filter((id) => !joined.has(id)), ...[...joined].filter((id) => !left.has(id))];
}

const nothing = JSON.stringify([[], []]);

function assignmentOf(audience: Audience | undefined): string {
  return audience ? JSON.stringify([audience.services, audience.groups]) : nothing;
}
