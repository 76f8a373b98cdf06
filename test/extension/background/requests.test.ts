import { describe, expect, it } from 'vitest';
import { acceptRequest } from '../../../extension/background/requests.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';

const own = { id: 'ext', origin: 'chrome-extension://ext' };
const page = { id: 'ext', origin: own.origin, url: `${own.origin}/popup.html` };
const frame = { ...page, tab: { id: 7, url: 'https://crm.example.com/deals' } };
const host = {
  id: 'ext',
  origin: 'https://crm.example.com',
  url: 'https://crm.example.com/deals',
  tab: { id: 7, url: 'https://crm.example.com/deals' },
};

const everyRequest = [
  { type: 'get_picture' },
  { type: 'get_banner' },
  { type: 'banner_drawn' },
  { type: 'claim_announcements', incidents: [{ id: 'inc_1', materialRevision: 1 }] },
  { type: 'banner_displayed', incidentId: 'inc_1', revision: 1 },
  { type: 'open_incident', incidentId: 'inc_1', url: null },
  { type: 'open_status_page' },
  { type: 'incidents_opened', incidents: [{ id: 'inc_1', revision: 1 }] },
  { type: 'acknowledge', incidentId: 'inc_1', revision: 1 },
  { type: 'hide_here', incidentId: 'inc_1' },
  { type: 'pair', relayUrl: 'https://relay.example.com', token: 't' },
  { type: 'unpair' },
  { type: 'permissions_changed' },
  { type: 'get_diagnostics' },
];

describe('who may ask', () => {
  it.each(everyRequest)(
    'takes $type from a page of the extension and not from a content script',
    (request) => {
      expect(acceptRequest(request, page, own)).toMatchObject({ request });
      expect(acceptRequest(request, host, own)).toBeNull();
    },
  );

  it.each(['get_banner_place', 'load_spot_finder'] as const)('lets the host in a page ask %s', (type) => {
    expect(acceptRequest({ type }, host, own)).toEqual({
      request: { type },
      tabId: 7,
      pageUrl: 'https://crm.example.com/deals',
    });
  });

  it('knows the page around a frame from its tab', () => {
    expect(acceptRequest({ type: 'get_banner' }, frame, own)).toMatchObject({
      tabId: 7,
      pageUrl: 'https://crm.example.com/deals',
    });
  });

  it('knows no page where the browser does not tell its address', () => {
    expect(acceptRequest({ type: 'get_banner' }, { ...page, tab: { id: 7 } }, own)?.pageUrl).toBeNull();
  });

  it('answers no other extension', () => {
    expect(acceptRequest({ type: 'get_picture' }, { ...page, id: 'other' }, own)).toBeNull();
  });

  it('goes by the address where the browser tells no origin', () => {
    expect(acceptRequest({ type: 'unpair' }, { id: 'ext', url: page.url }, own)).not.toBeNull();
    expect(acceptRequest({ type: 'unpair' }, { id: 'ext', url: host.url }, own)).toBeNull();
  });
});

describe('a subscription to be saved', () => {
  const read = (subscription: unknown) =>
    acceptRequest({ type: 'save_subscription', subscription }, page, own)?.request;
  const quietHours = { from: '22:00', until: '07:00', days: [1], timeZone: 'Europe/Berlin' };

  it('is read as it is', () => {
    const subscription = { ...emptySubscription, quietHours };
    expect(read(subscription)).toEqual({ type: 'save_subscription', subscription });
  });

  it.each([
    { quietHours: { ...quietHours, from: '25:00' } },
    { quietHours: { ...quietHours, days: [] } },
    { most: 'siren' },
    { leastSeverity: 'sev9' },
    { also: 'this' },
  ])('is none with %j: nothing is made of what it cannot mean', (change) => {
    expect(read({ ...emptySubscription, ...change })).toEqual({
      type: 'save_subscription',
      subscription: null,
    });
  });
});

describe('what is asked', () => {
  it.each([
    null,
    'get_picture',
    { type: 'format_disk' },
    { type: 'acknowledge', incidentId: 'inc_1', revision: '1' },
    { type: 'acknowledge', incidentId: 'inc_1', revision: 0 },
    { type: 'changed' },
  ])('leaves %j unanswered', (message) => {
    expect(acceptRequest(message, page, own)).toBeNull();
  });
});
