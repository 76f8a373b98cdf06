import { type Notice, noticesOf } from '../../shared/core/notices.ts';
import {
  emptyLedger,
  isMet,
  ledgerOf,
  NotificationLedger,
  type NotificationPlan,
  planNotification,
  stillShown,
  untold,
} from '../../shared/core/notification.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { Locale } from '../../shared/core/locale.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { createTurns } from './in-turn.ts';
import { lookOf, type NotificationLook } from './notification-look.ts';
import type { Clock, StorageArea, Timers } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** The one notification of the operating system. There is never a second one: each takes the place of the one before. */
export interface NotificationScreen {
  /** Whether the person gave the optional permission. */
  readonly isAllowed: () => Promise<boolean>;
  /** Whether somebody is at the machine. */
  readonly isSomebodyThere: () => Promise<boolean>;
  /** Comes up anew where it is news; otherwise changes in place, or goes where that cannot be done in silence. */
  readonly show: (look: NotificationLook, isNews: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface NotificationPorts {
  readonly ledger: Stored<NotificationLedger>;
  readonly screen: NotificationScreen;
  readonly standing: () => Standing;
  readonly link: () => LinkState;
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly timers: Timers;
  /** Asks for {@link Notifications.show} once more. */
  readonly again: () => void;
  readonly locale: Locale;
}

/** An incident, in the revision in which a notification is about it. */
export interface NotificationSubject {
  readonly incidentId: string;
  readonly revision: number;
  /** Its words are on the screen. Not while another is being drawn, nor where it is for named audiences. */
  readonly isNamed: boolean;
}

export interface Notifications {
  /** Brings the notification in line with how things stand. */
  readonly show: () => Promise<void>;
  /** The person met revisions in this browser: nobody is told twice. Being delivered is no evidence of that. */
  readonly met: (receipts: readonly Pick<Receipt, 'incidentId' | 'revision' | 'stage'>[]) => Promise<void>;
  /** What the notification on the screen is about; `null` where there is none. */
  readonly subject: () => Promise<NotificationSubject | null>;
  /** Whether what this revision says was displayed, opened or named by a notification in this browser. */
  readonly hasMet: (incidentId: string, revision: number) => Promise<boolean>;
  readonly clear: () => Promise<void>;
}

export function storedLedger(area: StorageArea): Stored<NotificationLedger> {
  return stored(area, 'notifications', NotificationLedger, emptyLedger);
}

/**
 * The ledger is stored before anything is shown: a worker that dies in between tells somebody too little, never twice. Where it
 * cannot be stored it is shown all the same: a full disk must not keep a sev1 from anybody.
 */
export function createNotifications(ports: NotificationPorts): Notifications {
  const { ledger, screen, clock, timers } = ports;
  let held: NotificationLedger | null = null;
  const oneByOne = createTurns();
  let cancelLook = () => {};

  async function load(): Promise<NotificationLedger> {
    held ??= await ledger.load();
    return held;
  }

  async function keep(next: NotificationLedger): Promise<void> {
    const isSame = JSON.stringify(next) === JSON.stringify(held);
    held = next;
    if (!isSame) await ledger.save(next);
  }

  async function show(): Promise<void> {
    cancelLook();
    const before = await load();
    const notices = noticesOf(ports.standing());
    const canTell =
      untold(before, notices).length > 0 && (await screen.isAllowed()) && (await screen.isSomebodyThere());
    const isCurrent = ports.link() === 'current';
    const when = { nowMs: clock.wallMs(), canTell, isCurrent };
    const plan = planNotification(before, notices, when);
    if (plan.lookAgainInMs !== null) cancelLook = timers.after(plan.lookAgainInMs, ports.again);
    // While cut off, what is held may be nothing for reasons of its own; who was told would then be told again.
    const kept = isCurrent ? ledgerOf(plan.ledger, ports.standing().view.incidents) : plan.ledger;
    await change(kept, plan.draw);
  }

  async function met(receipts: Parameters<Notifications['met']>[0]): Promise<void> {
    const before = await load();
    const evidence = receipts.filter(({ stage }) => stage !== 'delivered');
    const told = evidence.reduce((so, one) => isMet(so, one.incidentId, one.revision), before);
    const opened = evidence.filter(({ stage }) => stage !== 'displayed').map(({ incidentId }) => incidentId);
    const shown = before.shown.filter(({ incidentId }) => !opened.includes(incidentId));
    const next = { ...told, shown };
    const isLess = shown.length < before.shown.length;
    const subjects = isLess ? stillShown(next, noticesOf(ports.standing())) : [];
    await change(next, isLess ? { subjects, isNews: false } : null);
  }

  async function change(next: NotificationLedger, picture: NotificationPlan['draw']): Promise<void> {
    try {
      await keep(picture ? { ...next, named: null } : next);
    } finally {
      if (picture) await draw(picture.subjects, picture.isNews);
    }
  }

  async function draw(subjects: readonly Notice[], isNews: boolean): Promise<void> {
    const look = lookOf(subjects, ports.standing(), ports.locale);
    await (look ? screen.show(look, isNews) : screen.close());
    const [first] = subjects;
    if (!first || first.incident.isRestricted) return;
    const { id, revision } = first.incident;
    const named = { incidentId: id, revision };
    const drawn = { ...(await load()), named };
    // What merely changed in silence has told nobody of itself.
    await keep(isNews ? isMet(drawn, id, revision) : drawn);
  }

  return {
    show: () => oneByOne(show),
    met: (receipts) => oneByOne(() => met(receipts)),
    async subject() {
      const { shown, named } = await load();
      const [first] = shown;
      return first ? { ...(named ?? first), isNamed: named !== null } : null;
    },
    hasMet: async (incidentId, revision) => ((await load()).met[incidentId] ?? 0) >= revision,
    clear: () =>
      oneByOne(async () => {
        cancelLook();
        held = emptyLedger;
        await ledger.clear();
        await screen.close();
      }),
  };
}
