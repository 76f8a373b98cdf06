import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { alertmanager } from '../../worker/inbound/alertmanager.ts';
import { itReadsAnything, itTakesOnlyProofs } from './every-source.ts';
import { bodiesOf, changedByOne, onlyFact, request, withSamples } from './fixtures.ts';

const TOKEN = 'harbour-light-token-0001';
const { fixture, fixtureWith, readFixture, readWith, sample } = bodiesOf(alertmanager);
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const verify = (authorization: string, secrets: readonly string[]) =>
  alertmanager.verify(request('{}', { Authorization: authorization }), secrets);

const anyGroup = fc.record(
  {
    status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
    groupKey: fc.jsonValue(),
    commonAnnotations: fc.oneof(fc.dictionary(fc.string(), fc.string()), fc.jsonValue()),
    alerts: fc.oneof(
      fc.array(
        fc.record({
          status: fc.oneof(fc.constantFrom('firing', 'resolved'), fc.jsonValue()),
          labels: fc.dictionary(fc.constantFrom('alertname', 'service', '__proto__'), fc.string()),
          annotations: fc.dictionary(
            fc.constantFrom('summary', 'description'),
            fc.string({ unit: 'binary' }),
          ),
          startsAt: fc.oneof(fc.constant('2026-11-24T14:00:00Z'), fc.jsonValue()),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      fc.jsonValue(),
    ),
  },
  { requiredKeys: ['alerts', 'status'] },
);

// Generated cases take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('proof of an Alertmanager', () => {
  it.each([
    ['the token as bearer', `Bearer ${TOKEN}`, [TOKEN]],
    ['whatever the case of the scheme', `bEaReR ${TOKEN}`, [TOKEN]],
    ['the token as the password of the user masthead', basic(`masthead:${TOKEN}`), [TOKEN]],
    ['a user and password of the admin', basic('ops:ein-längeres-geheimnis'), ['ops:ein-längeres-geheimnis']],
    ['the old secret while a new one comes in', `Bearer ${TOKEN}`, ['harbour-light-token-0002', TOKEN]],
  ])('takes %s', async (_what, authorization, secrets) => {
    expect(await verify(authorization, secrets)).toBe(true);
  });

  it.each([
    ['another token', 'Bearer harbour-light-token-0003', [TOKEN]],
    ['the beginning of the token', `Bearer ${TOKEN.slice(0, -1)}`, [TOKEN]],
    ['more than the token', `Bearer ${TOKEN}x`, [TOKEN]],
    ['another scheme', `Digest ${TOKEN}`, [TOKEN]],
    ['a token without its scheme', TOKEN, [TOKEN]],
    ['another user', basic(`admiral:${TOKEN}`), [TOKEN]],
    ['a user and password sent as a token', 'Bearer ops:long-enough-secret', ['ops:long-enough-secret']],
    ['basic that is no base64', 'Basic %%%', [TOKEN]],
    ['basic that is no UTF-8', `Basic ${Buffer.from([0xff, 0xfe]).toString('base64')}`, [TOKEN]],
    ['anything where no secret is set', `Bearer ${TOKEN}`, []],
    ['an empty token where no secret is set', 'Bearer ', []],
  ])('refuses %s', async (_what, authorization, secrets) => {
    expect(await verify(authorization, secrets)).toBe(false);
  });

  itTakesOnlyProofs(alertmanager, TOKEN);

  it('refuses a token with any one of its characters changed into any other', async () => {
    const forged = changedByOne(TOKEN).flatMap((token) => [`Bearer ${token}`, basic(`masthead:${token}`)]);
    const taken = await Promise.all(forged.map((authorization) => verify(authorization, [TOKEN])));
    expect(taken.filter(Boolean)).toEqual([]);
  });
});

describe('repetitions of an Alertmanager', () => {
  const keyOf = (body: string, headers = {}) => alertmanager.dedupeKey(request(body, headers));

  it('knows a notification again that comes from the other of a pair, in another order', async () => {
    const { alerts, ...group } = JSON.parse(fixture('two-firing'));
    const twin = { ...group, externalURL: 'https://alerts-2.example.net', alerts: alerts.toReversed() };
    expect(await keyOf(JSON.stringify(twin))).toBe(await keyOf(fixture('two-firing')));
  });

  it('knows an alert again by its labels, in any order, where an older version sends no fingerprint', async () => {
    const { alerts, ...group } = JSON.parse(fixture('firing'));
    const body = (labels: [string, unknown][]) =>
      JSON.stringify({
        ...group,
        alerts: [{ ...alerts[0], fingerprint: undefined, labels: Object.fromEntries(labels) }],
      });
    const labels = Object.entries(alerts[0].labels);
    expect(await keyOf(body(labels.toReversed()))).toBe(await keyOf(body(labels)));
    expect(await keyOf(body(labels.slice(1)))).not.toBe(await keyOf(body(labels)));
  });

  it('tells apart what differs: state, alerts, starts, groups, and how much was cut off', async () => {
    const { alerts } = JSON.parse(fixture('firing'));
    const bodies = [
      ...['firing', 'two-firing', 'one-of-two-over', 'resolved', 'truncated', 'bare'].map((name) =>
        fixture(name),
      ),
      fixtureWith('firing', {
        alerts: [{ ...alerts[0], startsAt: '2026-11-24T15:00:00Z' }],
      }),
      fixtureWith('firing', { groupKey: '{}:{alertname="Other"}' }),
      'not JSON',
      'not JSON either',
    ];
    const keys = await Promise.all(bodies.map((body) => keyOf(body)));
    expect(new Set(keys).size).toBe(bodies.length);
  });

  it('gives any body the same key each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (body) => {
        const replay = alertmanager.dedupeKey(request(body));
        expect(await replay).toBe(await alertmanager.dedupeKey(request(body)));
      }),
    );
  });
});

describe('what an Alertmanager says', () => {
  it('is one fact for each group', () => {
    expect(readFixture('firing')).toEqual({
      key: '{}:{alertname="CheckoutErrorsHigh"}',
      occurredAt: '2026-11-24T13:58:12.204Z',
      startedAt: '2026-11-24T13:58:12.204Z',
      phase: 'investigating',
      title: 'Checkout answers with errors',
      message: 'One in five orders fails in region north.',
      serviceWords: ['shop-checkout', 'CheckoutErrorsHigh'],
      severityWords: ['critical'],
      links: [
        { label: 'Runbook', url: 'https://runbooks.example.net/checkout-errors', kind: 'other' },
        {
          label: 'Graph',
          url: 'https://prometheus.example.net/graph?g0.expr=checkout_errors',
          kind: 'other',
        },
        { label: 'Alertmanager', url: 'https://alerts.example.net/', kind: 'other' },
      ],
    });
  });

  it('is all that fires, each description once, since the first and as of the last', () => {
    expect(readFixture('two-firing')).toMatchObject({
      occurredAt: '2026-11-24T14:01:40.000Z',
      startedAt: '2026-11-24T13:58:12.204Z',
      message: 'One in five orders fails in region north.\n\nOne in nine orders fails in region south.',
      severityWords: ['critical', 'warning'],
    });
  });

  it('is only what still fires where one of the alerts is over, as of its end', () => {
    expect(readFixture('one-of-two-over')).toMatchObject({
      occurredAt: '2026-11-24T14:20:05.000Z',
      phase: 'investigating',
      message: 'One in nine orders fails in region south.',
      severityWords: ['warning'],
    });
  });

  it('is over, in words of its own, once the whole group is', () => {
    expect(readFixture('resolved')).toMatchObject({
      occurredAt: '2026-11-24T14:31:30.000Z',
      phase: 'resolved',
      message: 'Monitoring reports that this is over.',
      serviceWords: ['shop-checkout', 'CheckoutErrorsHigh'],
    });
  });

  it('is not over where alerts were cut off the list', () => {
    expect(readFixture('truncated').phase).toBe('investigating');
  });

  it('has a name made of labels, and no unsafe link, where nobody wrote annotations', () => {
    expect(readFixture('bare')).toEqual({
      key: 'night-shift []',
      occurredAt: '2026-11-24T12:00:00.123Z',
      startedAt: '2026-11-24T12:00:00.123Z',
      phase: 'investigating',
      title: 'Disk almost full on db-7 and 1 more',
      message: 'Disk almost full on db-7 and 1 more',
      serviceWords: ['storage', 'DiskAlmostFull', 'DB_replica_lag'],
      severityWords: [],
      links: [],
    });
  });

  it('keeps groups apart by receiver and labels where an ungrouped route gives them no name', () => {
    const key = (over: Record<string, unknown>) => readWith('bare', over).key;
    expect(key({ groupKey: undefined })).toBe(key({}));
    expect(key({ receiver: 'day-shift' })).not.toBe(key({}));
    expect(key({ groupLabels: { a: '1', b: '2' } })).toBe(key({ groupLabels: { b: '2', a: '1' } }));
    expect(key({ groupLabels: { a: '1' } })).not.toBe(key({ groupLabels: { a: '2' } }));
  });

  it('does not take the guessed end of a firing alert for a time', () => {
    const { alerts } = JSON.parse(fixture('firing'));
    const fact = readWith('firing', {
      alerts: [{ ...alerts[0], endsAt: '2026-11-24T18:00:00Z' }],
    });
    expect(fact.occurredAt).toBe('2026-11-24T13:58:12.204Z');
  });

  it('loses hidden characters, control characters and excess length', () => {
    const fact = readWith('firing', {
      commonAnnotations: { summary: `Pay\u202ements\nare\u0000 slow ${'a'.repeat(500)}` },
    });
    expect(fact.title.startsWith('Payments are slow aaa')).toBe(true);
    expect(fact.title).toHaveLength(200);
  });

  it('falls back to the name of the alert where a summary is nothing but hidden characters', () => {
    const fact = readWith('firing', { commonAnnotations: { summary: '\u200b\u2060' } });
    expect(fact.title).toBe('Checkout errors high on shop-checkout');
  });

  it('leaves out addresses that nobody may be sent to', () => {
    const { alerts } = JSON.parse(fixture('firing'));
    const annotations = { runbook_url: 'javascript:alert(1)', dashboard_url: 'https://a:b@example.net/' };
    const fact = readWith('firing', {
      externalURL: 'http://alerts.example.net',
      alerts: [{ ...alerts[0], annotations, generatorURL: 'file:///etc/passwd' }],
    });
    expect(fact.links).toEqual([]);
  });

  it.each(
    withSamples([
      ['v4-firing.json', 'investigating', '2023-02-06T13:08:45.828Z'],
      ['v4-resolved.json', 'resolved', '2023-02-06T13:21:15.828Z'],
      ['v4-multi-truncated.json', 'investigating', '2020-02-06T00:24:28.432Z'],
    ]),
  )('is read from the sample %s', (file, phase, occurredAt) => {
    expect(onlyFact(alertmanager.read(sample(file)))).toMatchObject({ phase, occurredAt });
  });

  it.each([
    ['no JSON', 'alerts!'],
    ['JSON of another kind', '[]'],
    ['a group without alerts', fixtureWith('firing', { alerts: [] })],
    ['a status that does not exist', fixtureWith('firing', { status: 'smouldering' })],
    ['an alert without a real time', fixtureWith('firing', { alerts: [{ status: 'firing' }] })],
    ['nothing', ''],
  ])('cannot be read from %s, and says so', (_what, body) => {
    expect(alertmanager.read(body)).toMatchObject({ kind: 'unreadable' });
  });

  itReadsAnything(alertmanager, { bodies: anyGroup, canBeWordless: false });
});
