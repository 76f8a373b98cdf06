import type { Picture } from '../../../extension/data/messages.ts';
import type { Diagnostics } from '../../../extension/data/diagnostics.ts';
import type { BrowserFacts } from '../../../extension/pages/diagnostics/report.ts';
import { emptySubscription, type Subscription } from '../../../shared/model/subscription.ts';
import { NOW, picture } from './samples.ts';

const services: Picture['view']['services'] = [
  { id: 'checkout', name: 'Checkout', group: 'Shop', owner: 'Storefront' },
  { id: 'search', name: 'Search', group: 'Shop', description: 'Finds products and pages.' },
  { id: 'cards', name: 'Card payments', group: 'Payments' },
  { id: 'invoices', name: 'Invoices', group: 'Payments' },
  { id: 'login', name: 'Sign-in' },
  { id: 'german', name: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellverwaltung' },
  { id: 'arabic', name: 'خدمة الدفع' },
];

/** Somebody's settings: what was assigned, what was chosen. */
export function settings(
  subscription: Partial<Subscription> = {},
  assigned: Partial<Picture['own']['assigned']> = {},
  rest: Partial<Omit<Picture, 'view'>> = {},
): Picture {
  return picture({
    view: { services },
    own: {
      acknowledged: {},
      subscription: { ...emptySubscription, ...subscription },
      assigned: { services: [], groups: [], ...assigned },
    },
    ...rest,
  });
}

const nights = {
  from: '22:00',
  until: '07:00',
  days: [1, 2, 3, 4, 5] as (1 | 2 | 3 | 4 | 5)[],
  timeZone: 'Europe/Berlin',
};

const many = Array.from({ length: 40 }, (_, index) => ({
  id: `svc_${index}`,
  name: `Service number ${index + 1} of a large company`,
  group: `Division ${1 + (index % 4)}`,
}));

const waiting = {
  step: 'waiting',
  relayUrl: 'https://masthead.example.com',
  userCode: 'BCDF-GHJK',
  expiresAt: '2026-11-24T14:44:00.000Z',
} as const;
const unpaired = { link: 'unpaired', relayUrl: null, confirmedAt: null, allowedToolIds: [] } as const;

/** A browser on its way in, and one that was let go. */
const pairingSamples: Record<string, Picture> = {
  'pairing-new': picture({ ...unpaired, view: { services: [], tools: [] } }),
  'pairing-waiting': picture({ ...unpaired, view: { services: [], tools: [] }, asking: waiting }),
  'pairing-denied': picture({
    ...unpaired,
    view: { services: [], tools: [] },
    asking: { step: 'denied', relayUrl: waiting.relayUrl },
  }),
  'pairing-again': settings({}, {}, { link: 'refused' }),
  'pairing-ended': picture({
    ...unpaired,
    link: 'ended',
    view: { services: [], tools: [] },
    ended: { reason: 'device_revoked', at: '2026-11-23T16:12:00.000Z' },
  }),
};

/** What the settings page is looked at with. */
export const settingsSamples: Record<string, Picture> = {
  ...pairingSamples,
  'settings-new': settings(),
  'settings-chosen': settings({ services: ['search', 'german'], groups: ['Payments'], muted: ['invoices'] }),
  'settings-assigned': settings(
    {
      services: ['arabic'],
      muted: ['checkout'],
      most: 'full_bar',
      leastSeverity: 'sev3',
      quietHours: nights,
    },
    { services: ['login'], groups: ['Shop'] },
  ),
  'settings-company': settings(
    { most: 'badge', quietHours: nights },
    { groups: ['Shop', 'Not there yet'] },
    {
      fleet: {
        leastUrgency: 'full_bar',
        isSev1Excepted: false,
        locked: ['tools', 'placement', 'urgency', 'quiet_hours'],
        tools: [
          { tool: 'crm', placement: 'pill' },
          { tool: 'wiki', isOn: false },
        ],
      },
    },
  ),
  'settings-many': picture({
    view: { services: many },
    own: { acknowledged: {}, subscription: { ...emptySubscription, groups: ['Division 2'] } },
  }),
};

/** A browser that was cut off twice this morning. */
export const diagnostics: Diagnostics = {
  link: 'current',
  confirmedAt: '2026-11-24T14:33:48.000Z',
  relayNow: NOW,
  clockDifferenceMs: -2_430,
  relayUrl: 'https://masthead.example.com',
  history: [
    { at: '2026-11-24T13:58:12.000Z', link: 'current' },
    { at: '2026-11-24T13:57:31.000Z', link: 'stale' },
    { at: '2026-11-24T08:02:00.000Z', link: 'current' },
    { at: '2026-11-23T17:40:00.000Z', link: 'stale' },
    { at: '2026-11-23T08:00:03.000Z', link: 'current' },
    { at: '2026-11-23T08:00:00.000Z', link: 'connecting' },
    { at: '2026-11-23T07:00:00.000Z', link: 'unpaired' },
  ],
  tools: [
    { id: 'crm', name: 'CRM', isAllowed: true, isOn: true, placement: 'bottom' },
    { id: 'desk', name: 'Help desk', isAllowed: false, isOn: true, placement: 'top' },
    { id: 'wiki', name: 'Wiki', isAllowed: true, isOn: false, placement: 'pill' },
  ],
  held: { services: 7, tools: 3, incidents: 2, maintenances: 1, bytes: 18_240 },
  receiptsWaiting: 0,
  policy: { receivedAt: '2026-11-24T08:02:00.000Z', problems: ['quietHour: unknown key'] },
};

export const facts: BrowserFacts = {
  version: '0.1.0',
  build: 'company',
  browser: 'Chrome 141',
  system: 'mac',
  language: 'en-GB',
  areNotificationsAllowed: false,
  registeredScripts: ['banner-host'],
};
