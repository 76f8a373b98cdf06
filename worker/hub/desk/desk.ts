import { appendAudit, type AuditEntry } from '../audit.ts';
import type { Transaction } from '../commit.ts';
import { oweMoves } from '../owed.ts';
import { belongsTo } from '../people.ts';
import { revoke, type Revoked } from '../revocations.ts';
import { allViews } from '../views.ts';

/** What an errand at the hub may do. All of it happens in one atomic write, and so there is no `await` in an errand. */
export interface Desk extends Transaction {
  /** Relay time, ISO. */
  readonly at: string;
  /** Writes a line of the audit log. */
  readonly audit: (entry: AuditEntry) => void;
  /**
   * Takes access away: applied by every shard before any later frame, and owed to those that cannot be reached. Marking a
   * device or token revoked in its own table stays with the errand. Ask the hub by `runAndTell` to wait for the shards.
   */
  readonly revoke: (revoked: Revoked) => void;
  /** After a change of role: sockets of these persons in a view that is no longer theirs are sent to another one (4008). */
  readonly resettle: (people: readonly string[]) => void;
}

/** One thing that the rest of the relay asks of the hub about who is who: plain values in, a plain value out. */
// oxlint-disable-next-line typescript/no-explicit-any -- each errand has its own arguments, which the registry keeps
export type Errand = (desk: Desk, ...args: any[]) => unknown;

export function deskOf(transaction: Transaction, at: string): Desk {
  return {
    ...transaction,
    at,
    audit: (entry) => appendAudit(transaction.sql, at, entry),
    revoke: (revoked) => {
      revoke(transaction.sql, revoked, at);
      transaction.tellOwed();
    },
    resettle: (people) => {
      resettle(transaction, people);
      transaction.tellOwed();
    },
  };
}

function resettle({ sql, state }: Transaction, people: readonly string[]): void {
  for (const { key, shard } of allViews(sql)) {
    const strangers = people.filter((person) => !belongsTo(sql, state(), person, key));
    oweMoves(sql, shard, strangers);
  }
}
