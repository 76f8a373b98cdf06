import { appendAudit, type AuditEntry } from '../audit.ts';
import type { Transaction } from '../commit.ts';

/** What an errand at the hub may do. All of it happens in one atomic write, and so there is no `await` in an errand. */
export interface Desk extends Transaction {
  /** Relay time, ISO. */
  readonly at: string;
  /** Writes a line of the audit log. */
  readonly audit: (entry: AuditEntry) => void;
  /** Takes access away: applied by every shard before any later frame, and owed to those that cannot be reached. */
  readonly revoke: (revoked: Revoked) => void;
}

/** Who or what loses access at once. */
export interface Revoked {
  /** Ids of devices, each with all its sockets. */
  readonly devices?: readonly string[];
  /** Persons, on all that they have. */
  readonly people?: readonly string[];
}

/** One thing that the rest of the relay asks of the hub about who is who: plain values in, a plain value out. */
// oxlint-disable-next-line typescript/no-explicit-any -- each errand has its own arguments, which the registry keeps
export type Errand = (desk: Desk, ...args: any[]) => unknown;

export function deskOf(transaction: Transaction, at: string): Desk {
  return {
    ...transaction,
    at,
    audit: (entry) => appendAudit(transaction.sql, at, entry),
    revoke: () => {},
  };
}
