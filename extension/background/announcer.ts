import * as v from 'valibot';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { Announcement, Announceable } from '../data/messages.ts';
import { createTurns } from './in-turn.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** Incident id → the material revision that was said aloud, and whether it was a sev1 by then. */
const Announced = v.record(v.string(), v.object({ materialRevision: v.number(), isSev1: v.boolean() }));
export type Announced = v.InferOutput<typeof Announced>;

/** Outlives worker and browser: what a screen reader has said once is not said again. */
export function storedAnnounced(area: StorageArea): Stored<Announced> {
  return stored(area, 'announced', Announced, {});
}

/** Decides which frame says what aloud. */
export interface Announcer {
  /** What the frame in this tab is to say now; `null` where nobody would hear it there, so that it may ask again. */
  readonly claim: (
    tabId: number,
    subjects: readonly Announceable[],
  ) => Promise<readonly Announcement[] | null>;
}

export interface AnnouncerPorts {
  readonly announced: Stored<Announced>;
  readonly incidents: () => readonly IncidentView[];
  readonly canBeSeen: (tabId: number) => Promise<boolean>;
}

/** Every material revision is said once in this browser, in the tab that is in front, and at once only for a new sev1. */
export function createAnnouncer({ announced, incidents, canBeSeen }: AnnouncerPorts): Announcer {
  // One after the other, or two frames that ask at the same time would both be told to say it.
  const inTurn = createTurns();

  async function claim(tabId: number, subjects: readonly Announceable[]) {
    if (!(await canBeSeen(tabId))) return null;
    const said = await announced.load();
    const news = incidents().filter(
      ({ id, materialRevision }) =>
        subjects.some((s) => s.id === id && s.materialRevision === materialRevision) &&
        (said[id]?.materialRevision ?? 0) < materialRevision,
    );
    if (news.length === 0) return [];
    const live = new Set(incidents().map(({ id }) => id));
    await announced.save({
      ...Object.fromEntries(Object.entries(said).filter(([id]) => live.has(id))),
      ...Object.fromEntries(
        news.map(({ id, materialRevision, severity }) => [
          id,
          { materialRevision, isSev1: severity === 'sev1' },
        ]),
      ),
    });
    return news.map(({ id, severity }) => ({ id, isAlert: severity === 'sev1' && !said[id]?.isSev1 }));
  }

  return { claim: (tabId, subjects) => inTurn(() => claim(tabId, subjects)) };
}
