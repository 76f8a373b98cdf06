import { createNotifications, storedLedger } from '../../../../extension/background/notifications.ts';
import type { LinkState } from '../../../../shared/core/link-state.ts';
import { plainStanding, type Standing } from '../../../../shared/core/standing.ts';
import type { IncidentView } from '../../../../shared/protocol/view.ts';
import { english } from '../../../support/locales.ts';
import { incident, services } from './examples.ts';
import { FakeStorage } from './fake-storage.ts';
import { FakeTime, settle } from './fake-time.ts';

export const said = (message: string) => [
  {
    id: 'upd_1',
    revision: 1,
    at: '2026-11-24T14:00:00.000Z',
    phase: 'investigating' as const,
    severity: 'sev1' as const,
    services: [],
    message,
    workaround: null,
    customerMessage: null,
    isMaterial: true,
    nextUpdateDueAt: null,
  },
];
/** Tells by notification, and asks for no acknowledgement. */
export const down = (changes: Partial<IncidentView> = {}) =>
  incident({
    services: [{ id: 'checkout', impact: 'major_outage' }],
    updates: said('Nobody can pay.'),
    ...changes,
  });
export const grave = (changes: Partial<IncidentView> = {}) => down({ severity: 'sev1', ...changes });
export const searchDown = down({ id: 'inc_2', services: [{ id: 'search', impact: 'major_outage' }] });

/** A browser profile with what is on its screen; a worker is started on it, and again after it died. */
export class Profile {
  readonly time = new FakeTime();
  readonly storage = new FakeStorage();
  readonly seen: string[] = [];
  onScreen: { title: string; body: string; asksAcknowledgement: boolean } | null = null;
  isAllowed = true;
  isSomebodyThere = true;
  link: LinkState = 'current';
  incidents: IncidentView[] = [];
  changes: Partial<Standing> = {};
  /** What the screen waits for before it draws. */
  drawing: Promise<void> = Promise.resolve();
  worker = this.start();

  start() {
    const worker = createNotifications({
      ledger: storedLedger(this.storage),
      screen: {
        isAllowed: async () => this.isAllowed,
        isSomebodyThere: async () => this.isSomebodyThere,
        show: async (look, isNews) => {
          await this.drawing;
          if (isNews || this.onScreen) this.onScreen = look;
          this.seen.push(`${isNews ? 'news' : 'change'}: ${look.title}`);
        },
        close: async () => {
          this.onScreen = null;
        },
      },
      standing: () => this.standing(),
      link: () => this.link,
      clock: this.time,
      timers: this.time,
      again: () => void worker.show(),
      locale: english(),
    });
    this.worker = worker;
    return worker;
  }
  standing(): Standing {
    return {
      ...plainStanding({
        view: { services, tools: [], incidents: this.incidents, maintenances: [] },
        own: { acknowledged: {} },
        now: new Date(this.time.wallMs()).toISOString(),
      }),
      ...this.changes,
    };
  }
  async have(...incidents: IncidentView[]): Promise<void> {
    this.incidents = incidents;
    await this.worker.show();
  }
  async wait(ms: number): Promise<void> {
    await this.time.advance(ms);
    await settle();
  }
  /** Told, and on the screen. */
  async tell(...incidents: IncidentView[]): Promise<void> {
    await this.have(...incidents);
    await this.wait(10_000);
  }
  async met(stage: 'delivered' | 'displayed' | 'opened', revision = 1, incidentId = 'inc_1'): Promise<void> {
    await this.worker.met([{ incidentId, revision, stage }]);
  }
}
