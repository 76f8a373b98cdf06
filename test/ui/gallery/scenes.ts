import type { Picture } from '../../../extension/data/messages.ts';
import { noAttention, snooze } from '../../../shared/core/attention.ts';
import { withTestIncident } from '../../../shared/core/test-incident.ts';
import { weekdays } from '../../../shared/model/quiet-hours.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { incident, picture, samples, update } from './samples.ts';

/* The samples, and with them those that tell a longer story: what a person said, missed, put off or follows. */

/** Over two hours: found, worse, better, found not to hold, and one promise broken. */
export const story = incident({
  id: 'inc_story',
  revision: 6,
  materialRevision: 6,
  phase: 'monitoring',
  severity: 'sev2',
  services: [
    { id: 'checkout', impact: 'degraded_performance' },
    { id: 'payments', impact: 'partial_outage' },
  ],
  startedAt: '2026-11-24T12:02:00.000Z',
  nextUpdateDueAt: '2026-11-24T15:00:00.000Z',
  links: [
    { label: 'Join the call', url: 'https://meet.example.com/inc-1', kind: 'bridge' },
    { label: '#inc-card-payments', url: 'https://chat.example.com/archives/C1', kind: 'chat' },
    { label: 'INC-4211', url: 'https://incidents.example.com/4211', kind: 'incident' },
    { label: 'Public status', url: 'https://status.example.com/', kind: 'status_page' },
  ],
  updates: [
    update({
      id: 'upd_s6',
      revision: 6,
      at: '2026-11-24T14:28:00.000Z',
      phase: 'monitoring',
      services: [
        { id: 'checkout', impact: 'degraded_performance' },
        { id: 'payments', impact: 'partial_outage' },
      ],
      message: 'All traffic goes through the old card gateway again. Payments recover; some are still slow.',
      customerMessage: 'Card payments are recovering. If one fails, please wait a minute and try again.',
      nextUpdateDueAt: '2026-11-24T15:00:00.000Z',
    }),
    update({
      id: 'upd_s5',
      revision: 5,
      at: '2026-11-24T13:52:00.000Z',
      phase: 'identified',
      severity: 'sev1',
      services: [
        { id: 'checkout', impact: 'major_outage' },
        { id: 'payments', impact: 'major_outage' },
      ],
      message:
        'The fix did not hold: no card payment goes through. We are switching back to the old gateway.',
      workaround: 'Take orders by invoice. The button stands under “Other ways to pay”.',
      nextUpdateDueAt: '2026-11-24T14:10:00.000Z',
    }),
    update({
      id: 'upd_s4',
      revision: 4,
      at: '2026-11-24T13:20:00.000Z',
      phase: 'monitoring',
      services: [{ id: 'checkout', impact: 'degraded_performance' }],
      message: 'A restart of the gateway has helped.',
      nextUpdateDueAt: '2026-11-24T14:00:00.000Z',
    }),
    update({
      id: 'upd_s2',
      revision: 2,
      at: '2026-11-24T12:20:00.000Z',
      phase: 'identified',
      message: 'The new card gateway drops every third payment.',
      customerMessage: 'Some card payments fail at the moment.',
      nextUpdateDueAt: '2026-11-24T13:20:00.000Z',
    }),
    update({
      id: 'upd_s1',
      revision: 1,
      at: '2026-11-24T12:04:00.000Z',
      phase: 'investigating',
      severity: 'sev3',
      message: 'We are looking into failing card payments.',
      nextUpdateDueAt: '2026-11-24T12:34:00.000Z',
    }),
  ],
});

const elsewhere = incident({
  id: 'inc_else',
  title: 'Reports are late',
  severity: 'sev3',
  services: [{ id: 'reports', impact: 'degraded_performance' }],
  startedAt: '2026-11-24T13:40:00.000Z',
  updates: [
    update({ id: 'upd_e1', message: 'Yesterday’s figures come in slowly. All will be there by 18:00.' }),
  ],
});
const grave = incident({
  id: 'inc_grave',
  severity: 'sev1',
  services: [{ id: 'login', impact: 'major_outage' }],
});
const ended = incident({
  id: 'inc_ended',
  phase: 'resolved',
  services: [{ id: 'search', impact: 'operational' }],
  resolvedAt: '2026-11-24T13:05:00.000Z',
  nextUpdateDueAt: null,
});

const mine: Picture['own'] = {
  acknowledged: {},
  subscription: {
    ...emptySubscription,
    services: ['checkout', 'payments', 'login', 'search', 'german', 'arabic'],
  },
  signals: {},
};
const away = { from: '2026-11-24T12:45:00.000Z', until: '2026-11-24T14:30:00.000Z' };

/** A picture with the test incident laid over it, as the background lays it. */
function tested(real: Picture): Picture {
  const run = { from: real.relayNow, until: '2026-11-24T23:00:00.000Z' };
  const words = {
    title: 'Test – this is what an incident looks like',
    message: 'You asked for this example.',
  };
  return { ...real, view: withTestIncident({ ...real, now: real.relayNow }, run, words).view };
}

export const scenes: Record<string, Picture> = {
  ...samples,
  timeline: picture({ view: { incidents: [story] }, own: mine }),
  truncated: picture({ view: { incidents: [{ ...story, isTruncated: true }] }, own: mine }),
  others: picture({ view: { incidents: [incident(), elsewhere] }, own: mine }),
  elsewhere: picture({ view: { incidents: [elsewhere] }, own: mine }),
  quiet: picture({ own: mine }),
  asks: picture({ view: { incidents: [grave] }, own: mine }),
  signals: picture({
    view: { incidents: [incident()] },
    own: { ...mine, signals: { inc_1: 'customers_asking' } },
  }),
  snoozed: picture({
    view: { incidents: [incident()] },
    own: mine,
    attention: snooze(noAttention, incident()),
  }),
  test: tested(picture({ view: { incidents: [incident(), elsewhere] } })),
  'test-only': tested(picture({})),
  'quiet-hours': picture({
    view: { incidents: [incident(), story] },
    own: {
      ...mine,
      subscription: {
        ...emptySubscription,
        quietHours: { from: '07:00', until: '16:30', days: [...weekdays], timeZone: 'Europe/Berlin' },
      },
    },
  }),
  hidden: picture({ view: { incidents: [incident()] }, own: mine, hiddenIds: ['inc_1'] }),
  away: picture({ view: { incidents: [story, incident(), elsewhere, ended] }, own: mine, away }),
  'away-nothing': picture({ view: { incidents: [elsewhere] }, own: mine, away }),
  'long-german': picture({
    view: {
      incidents: [
        incident({
          ...story,
          title:
            'Rechtsschutzversicherungsgesellschaften: Kraftfahrzeughaftpflichtversicherungsbestätigungen',
          services: [
            { id: 'german', impact: 'partial_outage' },
            { id: 'checkout', impact: 'degraded_performance' },
          ],
        }),
        elsewhere,
      ],
    },
    own: mine,
    away,
  }),
};
