import type { Command } from '../../shared/core/command.ts';
import { decide } from '../../shared/core/decide.ts';
import type { Event } from '../../shared/core/event.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import type { Actor } from '../../shared/model/person.ts';
import { newId } from '../random.ts';
import { appendAudit } from './audit.ts';
import { auditOf } from './audit-of-event.ts';
import { appendEvents } from './event-log.ts';
import { type PlannedChange, planChanges } from './plan-changes.ts';
import { ProofLedger } from './proof-ledger.ts';
import { readSettings } from './settings.ts';
import { forgetProof } from './sources.ts';
import { loadState, type NounKey, nounOf, saveNouns, stateFor, withoutResting } from './state-store.ts';
import { ViewTexts } from './views.ts';

/** What the hub holds in memory beside its database; always what the database says. */
export interface Memory {
  readonly storage: DurableObjectStorage;
  readonly texts: ViewTexts;
  readonly proofs: ProofLedger;
  state: RelayState;
}

export function memoryOf(storage: DurableObjectStorage): Memory {
  const { sql } = storage;
  return { storage, texts: new ViewTexts(), proofs: new ProofLedger(sql), state: loadState(sql) };
}

/** What work inside a commit may do. */
export interface Transaction {
  readonly sql: SqlStorage;
  /** Which proofs of devices were used. */
  readonly proofs: ProofLedger;
  /** The state with all that this commit has done so far. */
  readonly state: () => RelayState;
  /** Decides, appends, evolves; the events, or the refusal and nothing changed. */
  readonly carryOut: (command: Command, actor: Actor) => Event[] | Rejection;
  /** Has the shards told at once what was noted as owed to them (`owed.ts`). */
  readonly tellOwed: () => void;
}

/**
 * The one way to write: everything that `work` does happens together or not at all, and with it the positions of the
 * views that read it move. There is no `await` in here and there must be none, since only a synchronous block is one atomic
 * write. What goes out (the answer, the changes to the shards) is held back by the output gate until the write is durable.
 */
export function commit<Result>(
  memory: Memory,
  at: string,
  work: (transaction: Transaction) => Result,
): { readonly result: Result; readonly changes: readonly PlannedChange[] } {
  const { sql } = memory.storage;
  const before = memory.state;
  let after = before;
  const changed = new Map<string, NounKey>();
  let owesNow = false;
  const tellOwed = () => {
    owesNow = true;
  };

  const carryOut = (command: Command, actor: Actor): Event[] | Rejection => {
    const state = stateFor(sql, after, command);
    const { secondLiaisonFor } = readSettings(sql);
    const events = decide(state, command, { actor, now: at, newId, secondLiaisonFor });
    after = state;
    if (isRejection(events)) return events;
    appendEvents(sql, events, actor, at);
    for (const event of events) appendAudit(sql, at, { actor, ...auditOf(state, event), outcome: 'done' });
    after = events.reduce(evolve, state);
    for (const noun of events.map(nounOf)) changed.set(`${noun.kind}/${noun.id}`, noun);
    for (const event of events) if (event.type === 'source_removed') forgetProof(sql, event.id);
    return events;
  };

  try {
    const done = memory.storage.transactionSync(() => {
      const result = work({ sql, proofs: memory.proofs, carryOut, tellOwed, state: () => after });
      const keys = [...changed.values()];
      saveNouns(sql, after, keys);
      const mayConcern = keys.length > 0 || owesNow;
      return { result, changes: mayConcern ? planChanges(sql, memory.texts, before, after, keys, at) : [] };
    });
    memory.state = withoutResting(after);
    return done;
  } catch (error) {
    memory.texts.clear();
    memory.proofs.doubt(sql);
    throw error;
  }
}
