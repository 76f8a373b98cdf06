import { expect, it } from 'vitest';
import { createKeeper } from '../../../extension/background/keeper.ts';
import { storedCache } from '../../../extension/background/store.ts';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { incident } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

const withIncident = (revision: number) => ({
  ...emptyClientState,
  view: { ...emptyClientState.view, incidents: [incident({ revision })] },
});

function keeperOn(storage: FakeStorage, paint: () => Promise<void> = async () => {}) {
  const events: string[] = [];
  const delivered: string[] = [];
  const keeper = createKeeper({
    cache: storedCache(storage),
    start: emptyClientState,
    clockOffsetMs: () => 0,
    paint,
    delivered: async (revisions) =>
      void delivered.push(...revisions.map((r) => `${r.incidentId}@${r.revision}`)),
    log: (event) => events.push(event),
  });
  return { keeper, events, delivered };
}

it('writes a burst of states once, the newest of them, and misses no delivery', async () => {
  const storage = new FakeStorage();
  const { keeper, delivered } = keeperOn(storage);
  await Promise.all([1, 2, 3, 4].map((revision) => keeper.set(withIncident(revision))));
  expect(storage.writes).toEqual(['cache']);
  expect((await storedCache(storage).load()).state.view.incidents[0]?.revision).toBe(4);
  expect(delivered).toEqual(['inc_1@1', 'inc_1@2', 'inc_1@3', 'inc_1@4']);
});

it('paints the truth even where the disk is full', async () => {
  const storage = new FakeStorage();
  Object.assign(storage, { set: () => Promise.reject(new Error('quota')) });
  let painted = 0;
  const { keeper, events } = keeperOn(storage, async () => void (painted += 1));
  await keeper.set(withIncident(1));
  expect(painted).toBe(1);
  expect(events).toEqual(['cache.unstored']);
});

it('goes on after a painting that failed', async () => {
  const { keeper, events, delivered } = keeperOn(new FakeStorage(), () =>
    Promise.reject(new Error('no icon')),
  );
  await keeper.set(withIncident(1));
  await keeper.set(withIncident(2));
  expect(events).toEqual(['paint.failed', 'paint.failed']);
  expect(delivered).toEqual(['inc_1@1', 'inc_1@2']);
});
