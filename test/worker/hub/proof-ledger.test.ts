import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Hub } from '../../../worker/hub/hub.ts';
import { ProofLedger } from '../../../worker/hub/proof-ledger.ts';
import { hub, START_MS, useRelay } from '../relay.ts';

useRelay();

/** Work with the database of a hub, and with ledgers as they would be after a restart. */
function inHub<T>(work: (sql: SqlStorage, storage: DurableObjectStorage) => T): Promise<T> {
  const stub = hub() as unknown as DurableObjectStub<Hub>;
  return runInDurableObject(stub, (_hub, { storage }) => work(storage.sql, storage));
}

const proof = (id: string, seconds = 0, thumbprint = 'key') => ({
  thumbprint,
  id,
  issuedAtMs: START_MS + seconds * 1_000,
});

describe('the ledger of used proofs', () => {
  it('takes the same id once for each key', async () => {
    const outcomes = await inHub((sql) => {
      const ledger = new ProofLedger(sql);
      return [proof('one'), proof('one'), proof('two'), proof('one', 0, 'another key')].map(
        (shown) => ledger.take(sql, shown, START_MS)?.rejected ?? 'taken',
      );
    });
    expect(outcomes).toEqual(['taken', 'invalid_dpop_proof', 'taken', 'taken']);
  });

  it('remembers a proof until it is too old to be shown again, however far ahead it lay', async () => {
    const outcomes = await inHub((sql) => {
      const ledger = new ProofLedger(sql);
      return [0, 30_000, 64_000, 65_000].map(
        (ms) => ledger.take(sql, proof('one', 5), START_MS + ms)?.rejected ?? 'taken',
      );
    });
    expect(outcomes).toEqual(['taken', ...Array<string>(3).fill('invalid_dpop_proof')]);
  });

  it('after a restart takes what is newer than all that was used, and nothing else', async () => {
    const outcomes = await inHub((sql) => {
      new ProofLedger(sql).take(sql, proof('one', 3), START_MS);
      const ledger = new ProofLedger(sql);
      return [proof('one', 3), proof('two', 2), proof('three', 3), proof('four', 4)].map(
        (shown) => ledger.take(sql, shown, START_MS)?.rejected ?? 'taken',
      );
    });
    expect(outcomes).toEqual([...Array<string>(3).fill('invalid_dpop_proof'), 'taken']);
  });

  it('does not fall behind what was used when a commit is undone', async () => {
    const outcomes = await inHub((sql, storage) => {
      const ledger = new ProofLedger(sql);
      ledger.take(sql, proof('one', 3), START_MS);
      expect(() =>
        storage.transactionSync(() => {
          ledger.take(sql, proof('two', 4), START_MS);
          throw new Error('undone');
        }),
      ).toThrow('undone');
      ledger.doubt(sql);
      ledger.take(sql, proof('three', 1), START_MS);
      const afterwards = new ProofLedger(sql);
      const early = afterwards.take(sql, proof('one', 3), START_MS);
      ledger.take(sql, proof('four', 4), START_MS);
      const late = new ProofLedger(sql).take(sql, proof('four', 4), START_MS);
      return [early, late].map((refused) => refused?.rejected ?? 'taken');
    });
    expect(outcomes).toEqual(['invalid_dpop_proof', 'invalid_dpop_proof']);
  });

  it('that is full forgets the oldest, and then takes nothing as old as that', async () => {
    const outcomes = await inHub((sql) => {
      const ledger = new ProofLedger(sql, 2);
      return [proof('one', 1), proof('two', 2), proof('three', 3), proof('one', 1), proof('new', 2)].map(
        (shown) => ledger.take(sql, shown, START_MS)?.rejected ?? 'taken',
      );
    });
    expect(outcomes).toEqual(['taken', 'taken', 'taken', 'invalid_dpop_proof', 'invalid_dpop_proof']);
  });
});
