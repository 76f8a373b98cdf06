import * as v from 'valibot';
import { type Notice, wantsNotification } from './notices.ts';

/** What one browser remembers of the notifications that it showed. */
export const NotificationLedger = v.object({
  /** Incident id → the revision up to which its person was told here: by a notification, or because they saw it elsewhere. */
  told: v.record(v.string(), v.number()),
  /** Incident id → the material revision that wants a notification, and since when, by the wall clock. */
  waiting: v.record(v.string(), v.object({ materialRevision: v.number(), sinceMs: v.number() })),
  /** What the one notification on the screen is about, the one that it names first. */
  shown: v.array(v.object({ incidentId: v.string(), revision: v.number() })),
  /** Incident id → the revision up to which its person met what it says: displayed, opened, or named by a notification. */
  met: v.optional(v.record(v.string(), v.number()), {}),
  /**
   * What the notification on the screen names, stored once it is drawn; `null` before that, since a click may still be meant for
   * the one that it takes the place of.
   */
  named: v.optional(v.nullable(v.object({ incidentId: v.string(), revision: v.number() })), null),
});
export type NotificationLedger = v.InferOutput<typeof NotificationLedger>;

export const emptyLedger: NotificationLedger = { told: {}, waiting: {}, shown: [], met: {}, named: null };

/** A bar in the tool in front gets so long to be displayed: one person, one notice. */
const WAIT_MS = 10_000;
/** A wait that is older was not ours to wait: the machine slept, or the clock was set. */
const WAIT_IS_STALE_MS = 60_000;

export interface NotificationPlan {
  readonly ledger: NotificationLedger;
  /** What the notification is to be about from now on; `isNews` where it must come up again rather than change in place. */
  readonly draw: { readonly subjects: readonly Notice[]; readonly isNews: boolean } | null;
  /** When to look again with nothing but time passing. */
  readonly lookAgainInMs: number | null;
}

/** The notices whose material revision the person has not been told here. */
export function untold(ledger: NotificationLedger, notices: readonly Notice[]): Notice[] {
  return notices.filter(
    (notice) =>
      wantsNotification(notice) && (ledger.told[notice.incident.id] ?? 0) < notice.incident.materialRevision,
  );
}

/**
 * What becomes of the one notification. Pure. Where one incident has waited long enough, all that wait are told with it. Nobody
 * is told while `canTell` is false (nobody there, or not allowed): the wait begins anew when it is true. While not
 * `isCurrent` nothing new is told either, since it may be over; but what is over, settled or put off is always taken away.
 */
export function planNotification(
  ledger: NotificationLedger,
  notices: readonly Notice[],
  when: { readonly nowMs: number; readonly canTell: boolean; readonly isCurrent: boolean },
): NotificationPlan {
  const news = when.canTell ? untold(ledger, notices) : [];
  const waiting = waitingFor(news, ledger, when.nowMs);
  const leftMs = Object.values(waiting).map(({ sinceMs }) => sinceMs + WAIT_MS - when.nowMs);
  const standing = stillShown(ledger, notices);
  if (when.isCurrent && leftMs.some((ms) => ms <= 0)) {
    const others = standing.filter((notice) => !news.includes(notice));
    return {
      ledger: {
        ...ledger,
        told: { ...ledger.told, ...revisionsOf(news) },
        waiting: {},
        shown: shownAs([...news, ...others]),
      },
      draw: { subjects: [...news, ...others], isNews: true },
      lookAgainInMs: null,
    };
  }
  const isLess = standing.length < ledger.shown.length;
  return {
    ledger: { ...ledger, waiting, shown: isLess ? shownAs(standing) : ledger.shown },
    draw: isLess ? { subjects: standing, isNews: false } : null,
    lookAgainInMs: when.isCurrent && leftMs.length > 0 ? Math.min(...leftMs) : null,
  };
}

/** The person met what a revision says. */
export function isMet(ledger: NotificationLedger, incidentId: string, revision: number): NotificationLedger {
  const upTo = (of: Record<string, number>) => ({
    ...of,
    [incidentId]: Math.max(revision, of[incidentId] ?? 0),
  });
  return { ...ledger, told: upTo(ledger.told), met: upTo(ledger.met) };
}

/** Lets go of what concerns incidents that are shown no more. */
export function ledgerOf(
  ledger: NotificationLedger,
  incidents: readonly { readonly id: string }[],
): NotificationLedger {
  const ids = new Set(incidents.map(({ id }) => id));
  const kept = (of: Record<string, number>) =>
    Object.fromEntries(Object.entries(of).filter(([id]) => ids.has(id)));
  return { ...ledger, told: kept(ledger.told), met: kept(ledger.met) };
}

function waitingFor(
  news: readonly Notice[],
  ledger: NotificationLedger,
  nowMs: number,
): NotificationLedger['waiting'] {
  return Object.fromEntries(
    news.map(({ incident: { id, materialRevision } }) => {
      const before = ledger.waiting[id];
      const waitedMs = before?.materialRevision === materialRevision ? nowMs - before.sinceMs : -1;
      const isOurs = waitedMs >= 0 && waitedMs <= WAIT_IS_STALE_MS;
      return [id, { materialRevision, sinceMs: isOurs ? nowMs - waitedMs : nowMs }];
    }),
  );
}

/** What is on the screen and still has a reason to be there. */
export function stillShown(ledger: NotificationLedger, notices: readonly Notice[]): Notice[] {
  const shown = new Set(ledger.shown.map(({ incidentId }) => incidentId));
  return notices.filter((notice) => shown.has(notice.incident.id) && wantsNotification(notice));
}

function revisionsOf(notices: readonly Notice[]): Record<string, number> {
  return Object.fromEntries(notices.map(({ incident }) => [incident.id, incident.revision]));
}

function shownAs(notices: readonly Notice[]): NotificationLedger['shown'] {
  return notices.map(({ incident }) => ({ incidentId: incident.id, revision: incident.revision }));
}
