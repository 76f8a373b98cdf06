import { isLive } from '../../shared/model/incident.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { NewIncident } from '../../test/e2e/support/api.ts';
import { resolveAll } from '../../test/e2e/support/catalogue.ts';
import { linkOf, pictureOf } from '../../test/e2e/support/chromium.ts';
import { until } from '../../test/e2e/support/until.ts';
import { photographBar, photographScreen, popup, type Studio } from './studio.ts';

/** The next attempt to connect may be a minute away. */
const BACK_WITHIN_MS = 120_000;

/**
 * What is not seen every day: cut off, three incidents, one that asks for a "Got it", none. It begins with the one incident of
 * the demo.
 */
export async function photographScenes(studio: Studio): Promise<void> {
  await cutOff(studio);
  await three(studio);
  await asking(studio);
  await nothing(studio);
}

async function cutOff(studio: Studio): Promise<void> {
  const { browser, relay } = studio;
  await relay.kill();
  await until('the browser says that it is cut off', async () => (await linkOf(browser)) === 'stale');
  await photographScreen(studio, 'popup-cut-off', popup);
  await photographBar(studio, 'banner-cut-off');
  await relay.restart();
  await until('it is connected again', async () => (await linkOf(browser)) === 'current', BACK_WITHIN_MS);
}

/** In the popup, one of three is of a service that the person does not follow; then a third of theirs, for the bar. */
async function three(studio: Studio): Promise<void> {
  const { api } = studio.relay;
  await api.follow('checkout', 'customer-portal', 'single-sign-on');
  await api.open(portalIncident);
  await api.open(reportingIncident);
  await untilLive(studio, (live) => live.length === 3);
  await photographScreen(studio, 'popup-three', popup);
  await api.open(signOnIncident);
  await untilLive(studio, (live) => live.length === 4);
  await photographBar(studio, 'banner-three', { shows: '.pager' });
  await photographBar(studio, 'banner-menu', { shows: '.pager', press: 'button[aria-expanded]' });
}

async function asking(studio: Studio): Promise<void> {
  const { api } = studio.relay;
  await resolveAll(api);
  await api.open(graveIncident);
  await untilLive(studio, (live) => live.length === 1 && live[0]?.severity === 'sev1');
  await photographScreen(studio, 'popup-sev1', popup);
  await photographBar(studio, 'banner-sev1');
}

async function nothing(studio: Studio): Promise<void> {
  await resolveAll(studio.relay.api);
  await untilLive(studio, (live) => live.length === 0);
  await photographScreen(studio, 'popup-nothing', popup);
}

async function untilLive(
  { browser }: Studio,
  isSo: (live: readonly IncidentView[]) => boolean,
): Promise<void> {
  await until('the browser knows', async () =>
    isSo((await pictureOf(browser)).view.incidents.filter(isLive)),
  );
}

const portalIncident: NewIncident = {
  title: 'Customers see returns twice',
  severity: 'sev3',
  services: [{ id: 'customer-portal', impact: 'partial_outage' }],
  message: 'In the portal, each return is listed twice. Nothing is sent or paid out twice.',
};

const reportingIncident: NewIncident = {
  title: 'Sales figures stand still',
  severity: 'sev3',
  services: [{ id: 'reporting', impact: 'degraded_performance' }],
  message:
    'Sales figures have not been renewed since noon. Nothing is lost; they catch up once the job runs again.',
};

const signOnIncident: NewIncident = {
  title: 'Signing in takes up to a minute',
  severity: 'sev2',
  services: [{ id: 'single-sign-on', impact: 'degraded_performance' }],
  message: 'Signing in to the work tools takes up to a minute. Who is signed in stays so.',
};

const graveIncident: NewIncident = {
  title: 'The shop takes no orders',
  severity: 'sev1',
  services: [{ id: 'checkout', impact: 'major_outage' }],
  message: 'No order goes through. Payments and Customer Web are on the call together.',
  workaround: 'Note orders by hand and promise a call back.',
  customerMessage: 'Our shop cannot take orders at the moment. We call you back as soon as it can.',
};
