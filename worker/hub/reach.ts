import type { RelayState } from '../../shared/core/relay-state.ts';
import { mayRead } from '../../shared/core/view.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { stageRank, stages } from '../../shared/model/receipt.ts';
import type { ReachAnswer, SignalCounts, StageCounts } from '../../shared/protocol/answers.ts';
import { knownPeople, viewerFor } from './people.ts';
import { furthestStages, hasAllReceipts } from './receipts.ts';
import { countSignals, hasAllSignals } from './signals.ts';

/**
 * Who, of those who may read the incident, has met this revision or a later one, and how far, and what they said of it. Where
 * some of that has been let go, the answer says so; where it was receipts, nobody is called unreached: that is not known any
 * more.
 */
export function reachOf(
  sql: SqlStorage,
  state: RelayState,
  incident: Incident,
  revision: number,
): ReachAnswer {
  const readers = knownPeople(sql, state).filter((person) =>
    mayRead(viewerFor(state, person), incident.audiences),
  );
  const isEveryoneKnown = hasAllReceipts(sql, incident.id, revision);
  const furthest = furthestStages(sql, incident.id, revision);
  const rankOf = (personId: string) => furthest.get(personId) ?? -1;
  const counts = Object.fromEntries(
    stages.map((stage) => [stage, readers.filter(({ id }) => rankOf(id) >= stageRank(stage)).length]),
  ) as StageCounts;
  return {
    incidentId: incident.id,
    revision,
    isComplete: isEveryoneKnown && hasAllSignals(sql, incident.id),
    people: readers.length,
    stages: counts,
    channels: { browser: counts },
    signals: countSignals(sql, state, [incident.id])[incident.id] as SignalCounts,
    // There is no other channel yet that could have sent a second notice.
    duplicatesAvoided: 0,
    unreached: readers
      .filter(({ id }) => isEveryoneKnown && rankOf(id) < stageRank('displayed'))
      .map(({ id, name }) => ({ id, name }))
      .toSorted((a, b) => a.id.localeCompare(b.id)),
  };
}
