import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InboundEventsAnswer, SourceCreated, SourcesAnswer } from '../../shared/protocol/answers.ts';
import type * as v from 'valibot';
import { type Alert, type Alertmanager, startAlertmanager } from './support/alertmanager.ts';
import { saveCatalogue } from './support/catalogue.ts';
import { launchChromium, pair as pairBrowser, type TestBrowser } from './support/chromium.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { untilBadgeIs } from './support/sights.ts';
import { until } from './support/until.ts';

let relay: TestRelay;
let source: v.InferOutput<typeof SourceCreated>;
/** Two that do not know of each other, as a highly available pair in a split: everything is sent twice. */
const pair: Alertmanager[] = [];
let browser: TestBrowser;

beforeAll(async () => {
  relay = await startTestRelay();
  await saveCatalogue(relay.api);
  source = await asAdmin('POST', '/api/v1/sources', {
    id: 'prometheus',
    name: 'Prometheus',
    kind: 'alertmanager',
    rule: {
      publish: 'auto',
      services: [
        { match: 'shop-web', id: 'checkout', impact: 'partial_outage' },
        { match: 'shop-index', id: 'search', impact: 'degraded_performance' },
      ],
      severities: [{ match: 'critical', severity: 'sev1' }],
    },
  });
  browser = await launchChromium();
  await pairBrowser(browser, relay.url, relay.credentials.stakeholder);
  while (pair.length < 2) pair.push(await startAlertmanager(source.inboundUrl, source.secret ?? ''));
});

afterAll(async () => {
  for (const alertmanager of pair) await alertmanager.stop();
  await browser?.close();
  await relay?.discard();
});

it('opens an incident when alerts fire', async () => {
  await fire(alertOf('shop-web', 'One in five orders fails.'));
  const incident = await until('an incident', theIncident);
  expect(incident).toMatchObject({
    title: 'Shop is ill',
    phase: 'investigating',
    severity: 'sev1',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    updates: [{ message: 'One in five orders fails.' }],
  });
});

it('shows it on the badge of a stakeholder', () => untilBadgeIs(browser, '!1'));

it('updates it when another alert joins the group', async () => {
  await fire(alertOf('shop-index', 'Search answers slowly.'));
  const incident = await until('the second service', async () => {
    const seen = await theIncident();
    return seen?.services.length === 2 && seen;
  });
  expect(incident.updates[0]?.message.split('\n\n').toSorted()).toEqual([
    'One in five orders fails.',
    'Search answers slowly.',
  ]);
});

it('resolves it when the group does, though the relay was killed meanwhile', async () => {
  await relay.kill();
  const endsAt = new Date().toISOString();
  const over = ['shop-web', 'shop-index'].map((service) => ({ ...alertOf(service, 'It is over.'), endsAt }));
  for (const alertmanager of pair) await alertmanager.post(over);
  await relay.restart();
  const incident = await until(
    'the resolution',
    async () => {
      const seen = await theIncident();
      return seen?.phase === 'resolved' && seen;
    },
    45_000,
  );
  expect(incident.updates[0]).toMatchObject({
    phase: 'resolved',
    message: 'Monitoring reports that this is over.',
  });
  await untilBadgeIs(browser, '', 60_000);
});

it('took the pair for one: a single incident, in which nothing is said twice in a row', async () => {
  const { incidents } = await relay.api.state();
  expect(incidents).toHaveLength(1);
  const said = (incidents[0]?.updates ?? []).map(({ phase, message }) => `${phase} ${message}`);
  expect(said.filter((words, at) => words === said[at + 1])).toEqual([]);
});

it('keeps what it cannot read where a liaison finds it', async () => {
  const body = '{"status":"smouldering"}';
  const headers = { authorization: `Bearer ${source.secret}` };
  expect((await fetch(source.inboundUrl, { method: 'POST', headers, body })).status).toBe(202);
  const path = '/api/v1/inbound-events?status=quarantined';
  const kept = await until('the quarantined event', async () => {
    const { events } = await asAdmin<v.InferOutput<typeof InboundEventsAnswer>>('GET', path);
    return events[0];
  });
  expect(kept).toMatchObject({ sourceId: 'prometheus', body, reason: 'The body is no group of alerts.' });
});

it('refuses an Alertmanager with another token, and shows that on the source', async () => {
  const stranger = await startAlertmanager(source.inboundUrl, 'not-the-token-of-this-source');
  try {
    await stranger.post([alertOf('shop-web', 'One in two orders fails.', 'StrangerIsIll')]);
    const refused = await until('the refusal', async () => {
      const { sources } = await asAdmin<v.InferOutput<typeof SourcesAnswer>>('GET', '/api/v1/sources');
      return sources.find(({ refusedCount }) => refusedCount > 0);
    });
    expect(refused).toMatchObject({ id: 'prometheus', health: 'refused' });
  } finally {
    await stranger.stop();
  }
  expect((await relay.api.state()).incidents).toHaveLength(1);
});

function alertOf(service: string, description: string, alertname = 'ShopIsIll'): Alert {
  return {
    labels: { alertname, service, severity: 'critical' },
    annotations: { summary: 'Shop is ill', description },
    startsAt: startsAt.get(service) ?? remember(service),
  };
}

/** The end of an alert names the same beginning as its start did. */
const startsAt = new Map<string, string>();

function remember(service: string): string {
  // A while ago, since what ended a second ago must have begun before that.
  const at = new Date(Date.now() - 60_000).toISOString();
  startsAt.set(service, at);
  return at;
}

async function fire(alert: Alert): Promise<void> {
  for (const alertmanager of pair) await alertmanager.post([alert]);
}

async function theIncident() {
  const { incidents } = await relay.api.state();
  return incidents[0];
}

async function asAdmin<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(new URL(path, relay.url), {
    method,
    headers: {
      authorization: `Bearer ${relay.credentials.admin}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}
