import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { pagerduty } from '../../worker/inbound/pagerduty.ts';
import { itReadsAnything, itTakesOnlyProofs } from './every-source.ts';
import { bodiesOf, changedByOne, onlyFact, request, withSamples } from './fixtures.ts';

const SECRET = 'harbour-signing-secret-1';
const { fixture, fixtureWith, readFixture, readWith, sample } = bodiesOf(pagerduty);
const BODY = fixture('triggered');
const sign = (body: string | Uint8Array, secret = SECRET) =>
  `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;
const verify = (body: string | Uint8Array, signature: string, secrets: readonly string[] = [SECRET]) =>
  pagerduty.verify(request(body, { 'X-PagerDuty-Signature': signature }), secrets);

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
const anyEvent = fc.record({
  event: fc.record({
    event_type: fc.constantFrom(
      'incident.triggered',
      'incident.resolved',
      'incident.status_update_published',
      'incident.conference_bridge.updated',
    ),
    occurred_at: fc.constant('2026-11-24T14:00:00Z'),
    data: fc.record({
      id: fc.oneof(fc.constant('Q1'), anyText),
      title: anyText,
      status: anyText,
      message: anyText,
      service: fc.jsonValue(),
      conference_bridge: fc.jsonValue(),
      incident: fc.oneof(fc.constant({ id: 'Q1' }), fc.jsonValue()),
    }),
  }),
});

// Generated cases take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

describe('proof of PagerDuty', () => {
  it.each([
    ['the one signature', sign(BODY), [SECRET]],
    [
      'ours among several, while PagerDuty exchanges secrets',
      `${sign(BODY, 'other')},${sign(BODY)}`,
      [SECRET],
    ],
    ['ours with spaces about it', ` ${sign(BODY, 'other')} , ${sign(BODY)} `, [SECRET]],
    ['ours beside a version we do not know', `v9=${'0'.repeat(64)},${sign(BODY)}`, [SECRET]],
    ['one by either secret, while we exchange ours', sign(BODY), ['harbour-signing-secret-2', SECRET]],
  ])('takes %s', async (_what, signature, secrets) => {
    expect(await verify(BODY, signature, secrets)).toBe(true);
  });

  it.each([
    ['one by another secret', sign(BODY, 'other'), [SECRET]],
    ['one of another body', sign(fixture('ping')), [SECRET]],
    ['one of the same JSON in other bytes', sign(JSON.stringify(JSON.parse(BODY))), [SECRET]],
    ['the digest under another version', sign(BODY).replace('v1', 'v2'), [SECRET]],
    ['the digest alone', sign(BODY).slice(3), [SECRET]],
    ['half of it', sign(BODY).slice(0, 35), [SECRET]],
    ['more than it', `${sign(BODY)}00`, [SECRET]],
    ['an empty header', '', [SECRET]],
    ['any where no secret is set yet', sign(BODY), []],
    ['one by the empty secret where none is set yet', sign(BODY, ''), []],
  ])('refuses %s', async (_what, signature, secrets) => {
    expect(await verify(BODY, signature, secrets)).toBe(false);
  });

  itTakesOnlyProofs(pagerduty, SECRET);

  it('refuses a body with any one of its bits changed', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(JSON.parse(fixture('ping'))));
    const forged = Array.from({ length: bytes.length * 8 }, (_, bit) =>
      bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte)),
    );
    const taken = await Promise.all(forged.map((body) => verify(body, sign(bytes))));
    expect(taken.filter(Boolean)).toEqual([]);
    expect(await verify(bytes, sign(bytes))).toBe(true);
  });

  it('refuses a signature with any one of its characters changed into any other', async () => {
    const forged = changedByOne(sign(BODY));
    const taken = await Promise.all(forged.map((signature) => verify(BODY, signature)));
    expect(taken.filter(Boolean)).toEqual([]);
  });
});

describe('repetitions of PagerDuty', () => {
  const keyOf = (body: string, webhookId = 'hook-1') =>
    pagerduty.dedupeKey(request(body, webhookId ? { 'X-Webhook-Id': webhookId } : {}));

  it('knows an event again that another subscription sends', async () => {
    expect(await keyOf(BODY, 'hook-2')).toBe(await keyOf(BODY, 'hook-1'));
  });

  it('goes by the webhook where the event has no id, and by the body where that has none either', async () => {
    const nameless = fixtureWith('triggered', { id: undefined });
    expect(await keyOf(nameless, 'hook-1')).toBe(await keyOf(nameless, 'hook-1'));
    expect(await keyOf(nameless, 'hook-1')).not.toBe(await keyOf(nameless, 'hook-2'));
    expect(await keyOf(nameless, '')).toBe(await keyOf(nameless, ''));
    expect(await keyOf(nameless, '')).not.toBe(await keyOf('{}', ''));
  });

  it('tells different events of one incident apart', async () => {
    const names = ['triggered', 'acknowledged', 'status-update', 'bridge', 'resolved', 'reopened'];
    const keys = await Promise.all(names.map((name) => keyOf(fixture(name))));
    expect(new Set(keys).size).toBe(names.length);
  });
});

describe('what PagerDuty says', () => {
  it('is a fact with the incident, its service by id and name, and its urgency', () => {
    expect(readFixture('triggered')).toEqual({
      key: 'Q0HARBOUR0001',
      occurredAt: '2026-11-24T13:57:30.500Z',
      startedAt: '2026-11-24T13:57:30.000Z',
      phase: 'investigating',
      title: 'Search returns nothing',
      message: 'Responders have been called through PagerDuty.',
      serviceWords: ['PSEARCH', 'Search Index'],
      severityWords: ['high'],
      links: [
        {
          label: 'PagerDuty',
          url: 'https://harbour.pagerduty.com/incidents/Q0HARBOUR0001',
          kind: 'incident',
        },
      ],
    });
  });

  it('adds the priority and the bridge once they are there', () => {
    expect(readFixture('acknowledged')).toMatchObject({
      phase: 'investigating',
      message: 'A responder is working on it.',
      severityWords: ['P2', 'high'],
      links: [
        { kind: 'incident' },
        { label: 'Conference bridge', url: 'https://meet.example.net/harbour', kind: 'bridge' },
      ],
    });
  });

  it('has nothing to say to readers in an event that only moves work about', () => {
    expect(readFixture('priority-updated')).toMatchObject({ message: '', severityWords: ['P1', 'high'] });
  });

  it('is a status update in the words of its author, with the phase left as it is', () => {
    expect(readFixture('status-update')).toEqual({
      key: 'Q0HARBOUR0001',
      occurredAt: '2026-11-24T14:09:00.000Z',
      phase: null,
      title: 'Search returns nothing',
      message: 'The index is being rebuilt; results come back within the hour.',
      serviceWords: [],
      severityWords: [],
      links: [
        {
          label: 'PagerDuty',
          url: 'https://harbour.pagerduty.com/incidents/Q0HARBOUR0001',
          kind: 'incident',
        },
      ],
    });
  });

  it('shows that a status update was cut off on its way', () => {
    const { data } = JSON.parse(fixture('status-update')).event;
    const cut = fixtureWith('status-update', { data: { ...data, trimmed: true } });
    expect(onlyFact(pagerduty.read(cut)).message).toBe(`${data.message}…`);
  });

  it('is a bridge, and nothing else new', () => {
    expect(readFixture('bridge')).toMatchObject({
      phase: null,
      message: '',
      links: [{ kind: 'incident' }, { url: 'https://meet.example.net/harbour-2', kind: 'bridge' }],
    });
  });

  it('is over when it is resolved, and begins anew when it is reopened', () => {
    expect(readFixture('resolved')).toMatchObject({ phase: 'resolved' });
    expect(readFixture('reopened')).toMatchObject({
      phase: 'investigating',
      startedAt: '2026-11-24T14:50:00.000Z',
      message: 'It is not over: responders have reopened it in PagerDuty.',
    });
  });

  it.each([
    ['triggered', 'investigating'],
    ['acknowledged', 'investigating'],
    ['resolved', 'resolved'],
    ['slumbering', null],
    [undefined, null],
  ])('takes the phase from the status %s: %s', (status, phase) => {
    const { data } = JSON.parse(BODY).event;
    const event = { event_type: 'incident.reassigned', data: { ...data, status } };
    expect(readWith('triggered', event).phase).toBe(phase);
  });

  it.each([
    ['a note of a responder', 'note', 'A note is a remark among responders.'],
    ['the test event', 'ping', 'A test event.'],
    [
      'an event type that is not used',
      'unknown',
      'Events of type "incident.tea_break.started" are not used.',
    ],
  ])('is nothing to act on in %s', (_what, name, reason) => {
    expect(pagerduty.read(fixture(name))).toEqual({ kind: 'ignored', reason });
  });

  it('does not carry a note of a responder anywhere', () => {
    expect(JSON.stringify(pagerduty.read(fixture('note')))).not.toContain('vendor');
  });

  it('leaves out addresses that nobody may be sent to', () => {
    const { data } = JSON.parse(BODY).event;
    const unsafe = {
      ...data,
      html_url: 'javascript:1',
      conference_bridge: { conference_url: 'tel:+15550100' },
    };
    expect(readWith('triggered', { data: unsafe }).links).toEqual([]);
  });

  it.each(
    withSamples([
      ['incident-triggered.json', 'investigating'],
      ['incident-acknowledged.json', 'investigating'],
      ['incident-priority-updated.json', 'investigating'],
      ['incident-status-update-published.json', null],
      ['incident-conference-bridge-updated.json', null],
      ['incident-resolved.json', 'resolved'],
    ]),
  )('is read from the sample %s', (file, phase) => {
    expect(onlyFact(pagerduty.read(sample(file))).phase).toBe(phase);
  });

  it.each(withSamples([['pagey-ping.json']]))('is nothing to act on in the sample %s', (file) => {
    expect(pagerduty.read(sample(file))).toEqual({ kind: 'ignored', reason: 'A test event.' });
  });

  it.each([
    ['no JSON', 'v1'],
    ['no event', '{}'],
    ['an event without a type', fixtureWith('ping', { event_type: 7 })],
    ['an incident without an id', fixtureWith('triggered', { data: { title: 'x' } })],
    ['an incident without a time', fixtureWith('triggered', { occurred_at: 'just now' })],
    ['a status update without a message', fixtureWith('status-update', { data: { incident: {} } })],
    ['a bridge without its incident', fixtureWith('bridge', { data: null })],
  ])('cannot be read from %s, and says so', (_what, body) => {
    expect(pagerduty.read(body)).toMatchObject({ kind: 'unreadable' });
  });

  itReadsAnything(pagerduty, { bodies: anyEvent, canBeWordless: true });
});
