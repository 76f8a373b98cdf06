import { assertNever } from '../../shared/core/assert-never.ts';
import { canBePutOff, noticesOf, wantsBar } from '../../shared/core/notices.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { Request } from '../data/messages.ts';
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

export interface DeedPorts {
  readonly standing: () => Standing;
  /** Answers a request as it does those of the extension's own pages. */
  readonly ask: (request: Request) => Promise<unknown>;
  readonly test: Pick<TestRuns, 'begin'>;
  readonly openStatusPage: () => Promise<void>;
}

/** Does it. Where there is nothing to do it to, nothing happens; asked for an incident while there is none, it opens the status page. */
export async function perform(deed: Deed, ports: DeedPorts): Promise<void> {
  const { ask, standing } = ports;
  const mine = noticesOf(standing()).filter(({ concern }) => concern === 'mine');
  const open = mine.find(({ isAcknowledged }) => !isAcknowledged);
  switch (deed) {
    case 'acknowledge_latest':
      if (open)
        await ask({ type: 'acknowledge', incidentId: open.incident.id, revision: open.incident.revision });
      return;
    case 'open_incident': {
      const subject = open ?? mine[0];
      if (!subject) return ports.openStatusPage();
      await ask({ type: 'open_incident', incidentId: subject.incident.id, url: null });
      return;
    }
    case 'toggle_banner': {
      const lead = mine.find(wantsBar);
      // One that asks for a "Got it" cannot be put off here any more than in its own bar.
      if (lead && canBePutOff(lead)) await ask({ type: 'snooze', incidentId: lead.incident.id });
      else if (!lead && mine[0]) await ask({ type: 'show_again', incidentId: mine[0].incident.id });
      return;
    }
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
