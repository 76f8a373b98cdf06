import { describe, expect, it } from 'vitest';
import { createAnnouncer, storedAnnounced } from '../../../extension/background/announcer.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { incident } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

function announcer(tabsInFront: readonly number[] = [7], area = new FakeStorage()) {
  let incidents: readonly IncidentView[] = [incident({ id: 'inc_1', severity: 'sev2', materialRevision: 1 })];
  const front = new Set(tabsInFront);
  const { claim } = createAnnouncer({
    announced: storedAnnounced(area),
    incidents: () => incidents,
    canBeSeen: async (tabId) => front.has(tabId),
  });
  /** Asks for all that is held, as a frame does that shows all of it. */
  const claimAll = (tabId: number) =>
    claim(
      tabId,
      incidents.map(({ id, materialRevision }) => ({ id, materialRevision })),
    );
  const set = (...changes: Partial<IncidentView>[]) => {
    incidents = changes.map((change) => incident({ id: 'inc_1', severity: 'sev2', ...change }));
  };
  return { claim, claimAll, set, front, area };
}

describe('what is said aloud', () => {
  it('is said once, however many frames ask at the same time', async () => {
    const { claimAll } = announcer([7, 8]);
    const answers = await Promise.all([claimAll(7), claimAll(8), claimAll(7)]);
    expect(answers).toEqual([[{ id: 'inc_1', isAlert: false }], [], []]);
  });

  it('is not said in a tab that is not in front, which may ask again', async () => {
    const { claimAll, front } = announcer([7]);
    expect(await claimAll(8)).toBeNull();
    front.add(8);
    expect(await claimAll(8)).toEqual([{ id: 'inc_1', isAlert: false }]);
  });

  it('is not said again after a correction, nor after the worker died', async () => {
    const { claimAll, set, area } = announcer();
    await claimAll(7);
    set({ revision: 2, materialRevision: 1 });
    expect(await claimAll(7)).toEqual([]);
    expect(await announcer([7], area).claimAll(7)).toEqual([]);
  });

  it('is said again with the next material revision', async () => {
    const { claimAll, set } = announcer();
    await claimAll(7);
    set({ revision: 2, materialRevision: 2 });
    expect(await claimAll(7)).toEqual([{ id: 'inc_1', isAlert: false }]);
  });

  it('interrupts for a new sev1, and for one that has become it, and not for its updates', async () => {
    const { claimAll, set } = announcer();
    await claimAll(7);
    set({ severity: 'sev1', revision: 2, materialRevision: 2 });
    expect(await claimAll(7)).toEqual([{ id: 'inc_1', isAlert: true }]);
    set({ severity: 'sev1', revision: 3, materialRevision: 3 });
    expect(await claimAll(7)).toEqual([{ id: 'inc_1', isAlert: false }]);
  });

  it('is nothing that is not held in that revision', async () => {
    const { claim } = announcer();
    const subjects = [
      { id: 'inc_1', materialRevision: 2 },
      { id: 'inc_other', materialRevision: 1 },
    ];
    expect(await claim(7, subjects)).toEqual([]);
  });

  it('lets go of incidents that are gone', async () => {
    const { claimAll, set, area } = announcer();
    await claimAll(7);
    set({ id: 'inc_2', materialRevision: 1 });
    await claimAll(7);
    expect(Object.keys(await storedAnnounced(area).load())).toEqual(['inc_2']);
  });
});
