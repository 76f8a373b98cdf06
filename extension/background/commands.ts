import { assertNever } from '../../shared/core/assert-never.ts';
import { canBePutOff, type Notice, noticesOf } from '../../shared/core/notices.ts';
import type { Standing } from '../../shared/core/standing.ts';
import { isTestIncident } from '../../shared/core/test-incident.ts';
import type { Request } from '../data/messages.ts';
import { leadingBar } from './leading-bar.ts';
import type { Hidden } from './hidden.ts';
import type { Notifications } from './notifications.ts';
import type { TestRuns } from './test-run.ts';

/** What a person asks for by a key or in the menu of the toolbar button. Opening the popup is the browser's own. */
export const deeds = [
  'acknowledge_latest',
  'open_incident',
  'toggle_banner',
  'snooze',
  'show_test',
  'open_status_page',
] as const;
export type Deed = (typeof deeds)[number];

/** The tab in front; the browser tells the address only of pages that the person allowed. It never leaves this browser. */
export interface DeedTab {
  readonly id: number | null;
  readonly url: string | null;
}

export interface DeedPorts {
  readonly standing: () => Standing;
  /** Answers a request as it does those of the extension's own pages. */
  readonly ask: (request: Request) => Promise<unknown>;
  readonly hasMet: Notifications['hasMet'];
  /** False where the browser does not open it for a key. */
  readonly openPopup: () => Promise<boolean>;
  readonly hidden: () => Promise<Hidden>;
  /** Brings a bar back in the one tab where it was hidden. */
  readonly showHere: (incidentId: string, tabId: number) => Promise<unknown>;
  readonly test: Pick<TestRuns, 'begin'>;
  readonly openStatusPage: () => Promise<void>;
}

/** Does it. Where there is nothing to do it to, nothing happens; asked for an incident while there is none, it opens the status page. */
export async function perform(deed: Deed, tab: DeedTab, ports: DeedPorts): Promise<void> {
  const { ask, standing } = ports;
  const mine = noticesOf(standing()).filter(({ concern }) => concern === 'mine');
  const open = mine.filter(({ isAcknowledged }) => !isAcknowledged);
  switch (deed) {
    case 'acknowledge_latest':
      return acknowledgeLatest(open, ports);
    case 'open_incident': {
      const subject = open[0] ?? mine[0];
      if (!subject) return ports.openStatusPage();
      await ask({ type: 'open_incident', incidentId: subject.incident.id, url: null });
      return;
    }
    case 'toggle_banner':
      return toggleBanner(tab, ports);
    case 'snooze':
      for (const { incident } of mine.filter(canBePutOff))
        await ask({ type: 'snooze', incidentId: incident.id });
      return;
    case 'show_test':
      return ports.test.begin();
    case 'open_status_page':
      return ports.openStatusPage();
    default:
      return assertNever(deed);
  }
}

/** Reads the name of a command or the id of a menu item. */
export function deedOf(name: unknown): Deed | null {
  return deeds.find((deed) => deed === name) ?? null;
}

/** Nobody can have got what they were not told: where none was met as it stands now, it is shown instead. */
async function acknowledgeLatest(open: readonly Notice[], ports: DeedPorts): Promise<void> {
  const byNewest = open
    .map(({ incident }) => incident)
    .toSorted((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
  for (const { id, revision } of byNewest) {
    // A test is nobody's news, and its "Got it" only ends it.
    if (!isTestIncident(id) && !(await ports.hasMet(id, revision))) continue;
    await ports.ask({ type: 'acknowledge', incidentId: id, revision });
    return;
  }
  const [newest] = byNewest;
  if (!newest || (await ports.openPopup())) return;
  await ports.ask({ type: 'open_incident', incidentId: newest.id, url: null });
}

/**
 * Always of the bar that leads, so that a second press takes back the first. One that asks for a "Got it" cannot be put off
 * here any more than in the bar itself: then nothing happens, unless it was hidden in this tab.
 */
async function toggleBanner(tab: DeedTab, ports: DeedPorts): Promise<void> {
  const lead = leadingBar(ports.standing(), tab, await ports.hidden());
  if (!lead) return;
  const { id } = lead.notice.incident;
  if (lead.isHiddenHere && tab.id !== null) await ports.showHere(id, tab.id);
  else if (canBePutOff(lead.notice)) await ports.ask({ type: 'snooze', incidentId: id });
  else if (!lead.isShown) await ports.ask({ type: 'show_again', incidentId: id });
}
