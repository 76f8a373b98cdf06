import { plainStanding } from '../../../shared/core/standing.ts';
import type { IncidentView, UpdateView, View } from '../../../shared/protocol/view.ts';
import type { Picture } from '../../../extension/data/messages.ts';
import { noPolicy } from '../../../extension/data/policy.ts';

/** The moment at which every sample is shown: a Tuesday afternoon. */
export const NOW = '2026-11-24T14:34:00.000Z';
const CONFIRMED = '2026-11-24T14:33:48.000Z';

const services = [
  { id: 'checkout', name: 'Checkout' },
  { id: 'search', name: 'Search' },
  { id: 'payments', name: 'Card payments' },
  { id: 'login', name: 'Sign-in' },
  { id: 'reports', name: 'Reports' },
  { id: 'german', name: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellverwaltung' },
  { id: 'arabic', name: 'خدمة الدفع' },
];

const tools: View['tools'] = [
  {
    id: 'crm',
    name: 'CRM',
    patterns: ['https://crm.example.com/*'],
    services: ['checkout'],
    placement: 'bottom',
  },
  {
    id: 'desk',
    name: 'Help desk',
    patterns: ['https://desk.example.com/*', 'https://*.desk.example.net/*'],
    services: ['checkout'],
    placement: 'top',
  },
  {
    id: 'wiki',
    name: 'Wiki',
    patterns: ['https://wiki.example.com/*'],
    services: ['search'],
    placement: 'pill',
  },
];

/** An update, complete where nothing is said otherwise. */
export function update(change: Partial<UpdateView> = {}): UpdateView {
  return {
    id: 'upd_1',
    revision: 2,
    at: '2026-11-24T14:22:00.000Z',
    phase: 'identified',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    message:
      'Card payments fail for about a third of customers in Europe. We have found the cause in the new card gateway and are switching back to the old one.',
    workaround: null,
    customerMessage: null,
    isMaterial: true,
    nextUpdateDueAt: '2026-11-24T14:52:00.000Z',
    ...change,
  };
}

/** An incident, complete where nothing is said otherwise. */
export function incident(change: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'inc_1',
    revision: 2,
    materialRevision: 2,
    title: 'Card payments fail at checkout',
    severity: 'sev2',
    phase: 'identified',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    startedAt: '2026-11-24T14:02:00.000Z',
    updatedAt: '2026-11-24T14:22:00.000Z',
    resolvedAt: null,
    nextUpdateDueAt: '2026-11-24T14:52:00.000Z',
    links: [
      { label: 'Join the call', url: 'https://meet.example.com/inc-1', kind: 'bridge' },
      { label: '#inc-card-payments', url: 'https://chat.example.com/archives/C1', kind: 'chat' },
      { label: 'INC-4211', url: 'https://incidents.example.com/4211', kind: 'incident' },
    ],
    isRestricted: false,
    updates: [
      update({
        customerMessage:
          'Some card payments are failing at the moment. Paying by invoice works. We expect to have this fixed within the hour.',
      }),
    ],
    ...change,
  };
}

const search = incident({
  id: 'inc_2',
  title: 'Search answers slowly',
  severity: 'sev3',
  phase: 'monitoring',
  services: [{ id: 'search', impact: 'degraded_performance' }],
  startedAt: '2026-11-24T11:10:00.000Z',
  nextUpdateDueAt: '2026-11-24T14:30:00.000Z',
  links: [],
  updates: [update({ id: 'upd_2', phase: 'monitoring', message: 'More capacity is in place.' })],
});

const signIn = incident({
  id: 'inc_3',
  title: 'Nobody can sign in',
  severity: 'sev1',
  phase: 'investigating',
  services: [
    { id: 'login', impact: 'major_outage' },
    { id: 'reports', impact: 'degraded_performance' },
    { id: 'search', impact: 'operational' },
  ],
  startedAt: '2026-11-24T14:31:00.000Z',
  updatedAt: '2026-11-24T14:31:30.000Z',
  nextUpdateDueAt: '2026-11-24T15:01:00.000Z',
  links: [{ label: 'Join the call', url: 'https://meet.example.com/inc-3', kind: 'bridge' }],
  updates: [
    update({
      id: 'upd_3',
      phase: 'investigating',
      at: '2026-11-24T14:31:30.000Z',
      message:
        'Nobody can sign in since 14:31. People who are signed in can go on working. Please do not sign out.',
      workaround: 'Stay signed in.',
    }),
  ],
});

const resolved = incident({
  id: 'inc_9',
  title: 'Reports were missing yesterday’s figures',
  phase: 'resolved',
  services: [{ id: 'reports', impact: 'operational' }],
  startedAt: '2026-11-24T07:30:00.000Z',
  resolvedAt: '2026-11-24T09:12:00.000Z',
  nextUpdateDueAt: null,
  updates: [update({ id: 'upd_9', phase: 'resolved', message: 'All figures are there.' })],
});

const maintenance: View['maintenances'][number] = {
  id: 'mnt_1',
  revision: 1,
  title: 'Database upgrade for Reports',
  message: 'Reports are read-only for up to an hour.',
  phase: 'scheduled',
  services: ['reports', 'search'],
  startsAt: '2026-11-25T21:00:00.000Z',
  endsAt: '2026-11-25T22:00:00.000Z',
};

/** As long as a text may be: 4,000 characters. */
const longText =
  `${'The first thing that anybody noticed was that orders from the north were late, and then that they did not come at all. '.repeat(6)}\n\nWhat we know:\n- orders placed before 13:50 are safe\n- orders placed later are kept and will be sent once it works again\n\n${'https://very.long.example.com/'.padEnd(180, 'path/')}\n\n`.padEnd(
    4_000,
    'And so on it goes. ',
  );

/** A picture, as of {@link NOW}. */
export function picture(change: Partial<Omit<Picture, 'view'>> & { view?: Partial<View> } = {}): Picture {
  const { view, ...rest } = change;
  const { now: relayNow, ...standing } = plainStanding({
    view: { services, tools, incidents: [], maintenances: [], ...view },
    own: { acknowledged: {} },
    now: NOW,
  });
  return {
    ...standing,
    link: 'current',
    away: null,
    confirmedAt: CONFIRMED,
    relayNow,
    relayUrl: 'https://masthead.example.com',
    allowedToolIds: ['crm', 'wiki'],
    managed: { policy: noPolicy, receivedAt: null, problems: [] },
    hiddenIds: [],
    asking: null,
    ended: null,
    ...rest,
  };
}

/** What every surface is looked at with. */
export const samples: Record<string, Picture> = {
  none: picture({ view: { maintenances: [maintenance], incidents: [resolved] } }),
  empty: picture(),
  one: picture({ view: { incidents: [incident()] } }),
  acknowledged: picture({ view: { incidents: [incident()] }, own: { acknowledged: { inc_1: 2 } } }),
  three: picture({
    view: { incidents: [incident(), search, signIn, resolved], maintenances: [maintenance] },
    own: { acknowledged: { inc_2: 2 } },
  }),
  calm: picture({ view: { incidents: [incident({ severity: 'sev3' })] } }),
  sev1: picture({ view: { incidents: [signIn] } }),
  monitoring: picture({ view: { incidents: [{ ...search, nextUpdateDueAt: '2026-11-24T15:10:00.000Z' }] } }),
  long: picture({
    view: {
      incidents: [
        incident({
          title:
            'A title that goes on and on, because the person who wrote it wanted to be exact and had two hundred characters to be exact in, and so it does not end before it is really over: here, at 200.',
          isRestricted: true,
          services: ['checkout', 'search', 'payments', 'login', 'reports', 'german'].map((id) => ({
            id,
            impact: 'partial_outage' as const,
          })),
          updates: [update({ message: longText, workaround: longText, customerMessage: longText })],
        }),
      ],
      maintenances: [{ ...maintenance, title: maintenance.title.repeat(5), message: longText }],
    },
  }),
  missing: picture({
    view: {
      incidents: [
        incident({
          title: ' ',
          services: [{ id: 'gone', impact: 'partial_outage' }],
          nextUpdateDueAt: null,
          links: [],
          updates: [],
        }),
        incident({
          id: 'inc_b',
          title: 'Something is odd',
          services: [],
          links: [{ label: '', url: 'https://x.example.com/', kind: 'other' }],
          updates: [update({ message: '' })],
        }),
      ],
      maintenances: [{ ...maintenance, message: '', services: [] }],
    },
  }),
  overdue: picture({ view: { incidents: [incident({ nextUpdateDueAt: '2026-11-24T14:30:00.000Z' })] } }),
  stale: picture({
    view: { incidents: [incident()] },
    link: 'stale',
    confirmedAt: '2026-11-24T14:02:00.000Z',
  }),
  unknown: picture({ link: 'stale', confirmedAt: '2026-11-23T18:02:00.000Z' }),
  unpaired: picture({
    link: 'unpaired',
    confirmedAt: null,
    relayUrl: null,
    view: { services: [], tools: [] },
  }),
  refused: picture({
    link: 'refused',
    confirmedAt: '2026-11-24T14:02:00.000Z',
    view: { incidents: [incident()] },
  }),
  german: picture({
    view: {
      incidents: [
        incident({
          title:
            'Rechtsschutzversicherungsgesellschaften: Kraftfahrzeughaftpflichtversicherungsbestätigungen',
          services: [{ id: 'german', impact: 'degraded_performance' }],
          updates: [
            update({
              message:
                'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft ist langsam.',
            }),
          ],
        }),
      ],
    },
  }),
  rtl: picture({
    view: {
      incidents: [
        incident({
          title: 'فشل الدفع بالبطاقة (INC-4211) في المتجر',
          services: [
            { id: 'arabic', impact: 'partial_outage' },
            { id: 'checkout', impact: 'degraded_performance' },
          ],
          updates: [update({ message: 'نحن نحقق في المشكلة. الدفع بالفاتورة يعمل.' })],
        }),
      ],
    },
  }),
  day: picture({
    view: {
      incidents: [incident({ startedAt: '2026-11-21T08:00:00.000Z' }), resolved],
      maintenances: [
        {
          ...maintenance,
          phase: 'in_progress',
          startsAt: '2026-11-24T14:00:00.000Z',
          endsAt: '2026-11-24T16:00:00.000Z',
        },
      ],
    },
  }),
};
