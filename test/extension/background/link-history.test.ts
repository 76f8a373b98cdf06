import { describe, expect, it } from 'vitest';
import { HISTORY_KEPT, loadLinkHistory } from '../../../extension/background/link-history.ts';
import { FakeStorage } from './support/fake-storage.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 14, 0, second)).toISOString();

describe('the history of the link', () => {
  it('has each change once, the newest first, however often the link is painted', async () => {
    const history = await loadLinkHistory(new FakeStorage());
    await history.note('connecting', at(0));
    await history.note('current', at(1));
    await history.note('current', at(2));
    await history.note('stale', at(3));
    expect(history.changes()).toEqual([
      { at: at(3), link: 'stale' },
      { at: at(1), link: 'current' },
      { at: at(0), link: 'connecting' },
    ]);
  });

  it('outlives the worker', async () => {
    const storage = new FakeStorage();
    await (await loadLinkHistory(storage)).note('current', at(1));
    const later = await loadLinkHistory(storage);
    await later.note('current', at(2));
    expect(later.changes()).toEqual([{ at: at(1), link: 'current' }]);
  });

  it('keeps no more than the newest', async () => {
    const history = await loadLinkHistory(new FakeStorage());
    for (let n = 0; n <= HISTORY_KEPT; n += 1) await history.note(n % 2 ? 'stale' : 'current', at(n));
    expect(history.changes()).toHaveLength(HISTORY_KEPT);
    expect(history.changes().at(-1)).toEqual({ at: at(1), link: 'stale' });
  });

  it('goes when the browser is disconnected', async () => {
    const storage = new FakeStorage();
    const history = await loadLinkHistory(storage);
    await history.note('current', at(1));
    await history.clear();
    expect([history.changes(), (await loadLinkHistory(storage)).changes()]).toEqual([[], []]);
  });
});
