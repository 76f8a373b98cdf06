import { audiencesAround, membersOf } from '../../shared/core/membership.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { viewKey } from '../../shared/core/view.ts';
import type { Audience } from '../../shared/model/audience.ts';
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
      if (kind === 'audiences') return reassignedAround(before, after, id);
      return kind === 'services' && !after.services[id] ? holdersOf(sql, id) : [];
    }),
  );
  if (concerned.size === 0) return new Map();
  const liaisons = liaisonIds(sql);
  return Map.groupBy(concerned, (id) =>
    viewKey(viewerFor(after, { id, role: liaisons.has(id) ? 'liaison' : 'stakeholder' })),
  );
}

/** Whoever an audience brings into another one gets what that one assigns. */
function reassignedAround(before: RelayState, after: RelayState, id: string): string[] {
  const around = new Set([...audiencesAround(before, id), ...audiencesAround(after, id)]);
  return [...around].flatMap((audienceId) => reassigned(before, after, audienceId));
}

/** All members where the audience assigns something else now, or else those who came or went. */
function reassigned(before: RelayState, after: RelayState, id: string): string[] {
  const [was, is] = [assignmentOf(before.audiences[id]), assignmentOf(after.audiences[id])];
  const [left, joined] = [membersOf(before, id), membersOf(after, id)];
  if (was !== is) return [...left.union(joined)];
  return is === nothing ? [] : [...left.symmetricDifference(joined)];
}

const nothing = JSON.stringify([[], []]);

function assignmentOf(audience: Audience | undefined): string {
  return audience ? JSON.stringify([audience.services, audience.groups]) : nothing;
}
