import { runDurableObjectAlarm } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useClock } from '../../../worker/clock.ts';
import { hmacSha256Hex } from '../../../worker/inbound/proofs.ts';
import acknowledged from '../../fixtures/inbound/pagerduty/acknowledged.json';
import bridge from '../../fixtures/inbound/pagerduty/bridge.json';
import note from '../../fixtures/inbound/pagerduty/note.json';
import ping from '../../fixtures/inbound/pagerduty/ping.json';
import priorityUpdated from '../../fixtures/inbound/pagerduty/priority-updated.json';
import resolved from '../../fixtures/inbound/pagerduty/resolved.json';
import statusUpdate from '../../fixtures/inbound/pagerduty/status-update.json';
import triggered from '../../fixtures/inbound/pagerduty/triggered.json';
import { addServices, type Relay, startRelay } from './relay.ts';

const OLD_SECRET = 'harbour-signing-secret-1';
const SECRET = 'harbour-signing-secret-2';
const rule = {
  publish: 'auto',
  services: [{ match: 'Search Index', id: 'search', impact: 'major_outage' }],
  severities: [
    { match: 'P1', severity: 'sev1' },
    { match: 'P2', severity: 'sev2' },
  ],
};

let relay: Relay;
let inboundPath: string;
let putClockBack: () => void;

beforeEach(async () => {
  putClockBack = useClock(() => Date.parse('2026-11-24T15:00:00Z'));
  relay = await startRelay();
  await addServices(relay, 'search');
  const source = { id: 'pagerduty', name: 'PagerDuty', rule };
  const json = { ...source, kind: 'pagerduty' };
  const created = await relay.ask('POST', '/api/v1/sources', { as: 'admin', json });
  const { inboundUrl } = await created.json<{ inboundUrl: string }>();
  inboundPath = new URL(inboundUrl).pathname;
  for (const secret of [OLD_SECRET, SECRET])
    await relay.ask('PUT', '/api/v1/sources/pagerduty', {
      as: 'admin',
      json: { name: 'PagerDuty', rule, secret },
    });
});
afterEach(() => putClockBack());

/** Posts an event as PagerDuty does and lets the relay read it; answers with the status. */
async function deliver(event: object, secret = SECRET): Promise<number> {
  const text = JSON.stringify(event);
  const signature = `v1=${await hmacSha256Hex(secret, new TextEncoder().encode(text))}`;
  const { status } = await relay.ask('POST', inboundPath, {
    text,
    headers: { 'X-PagerDuty-Signature': signature },
  });
  await runDurableObjectAlarm(relay.env.HUB.get(relay.env.HUB.idFromName('hub')));
  return status;
}

async function read<Answer>(path: string): Promise<Answer> {
  return (await relay.ask('GET', path, { as: 'liaison' })).json();
}

interface Incident {
  readonly phase: string;
  readonly updates: readonly { readonly message: string; readonly severity: string }[];
}

const incidents = async () => (await read<{ incidents: Incident[] }>('/api/v1/incidents')).incidents;

describe('an incident of PagerDuty', () => {
  it('opens, is told of and ends in the relay as its events say', async () => {
    for (const event of [
      ping,
      triggered,
      acknowledged,
      priorityUpdated,
      statusUpdate,
      bridge,
      note,
      resolved,
    ])
      expect(await deliver(event)).toBe(202);
    const [incident, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(incident).toMatchObject({
      title: 'Search returns nothing',
      phase: 'resolved',
      services: [{ id: 'search', impact: 'major_outage' }],
      startedAt: '2026-11-24T13:57:30.000Z',
    });
    expect(incident?.updates.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'sev1 Responders have resolved it in PagerDuty.',
      'sev1 The index is being rebuilt; results come back within the hour.',
      'sev1 A responder is working on it.',
      'sev2 A responder is working on it.',
      'sev3 Responders have been called through PagerDuty.',
    ]);
  });

  it('is told of and not raised to sev1 where a second liaison is demanded for that', async () => {
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { secondLiaisonFor: ['sev1'] } });
    for (const event of [triggered, acknowledged, priorityUpdated, statusUpdate]) await deliver(event);
    const [incident] = await incidents();
    expect(incident?.updates[0]?.message).toContain('The index is being rebuilt');
    expect(incident?.updates.map(({ severity }) => severity)).not.toContain('sev1');
  });

  it('stays as it is when events are replayed, also under the secret before', async () => {
    const story = [triggered, acknowledged, statusUpdate, resolved];
    for (const event of story) await deliver(event);
    const before = await incidents();
    for (const event of story) expect(await deliver(event, OLD_SECRET)).toBe(202);
    expect(await incidents()).toEqual(before);
  });

  it('is not reopened by an event that comes late', async () => {
    for (const event of [triggered, resolved, acknowledged]) await deliver(event);
    expect(await incidents()).toMatchObject([{ phase: 'resolved' }]);
  });

  it('is not opened by an event under another secret', async () => {
    expect(await deliver(triggered, 'harbour-signing-secret-3')).toBe(401);
    expect(await incidents()).toEqual([]);
    const { sources } = await read<{ sources: object[] }>('/api/v1/sources');
    expect(sources).toMatchObject([{ health: 'refused', refusedCount: 1 }]);
  });

  it('keeps a note of a responder from every draft and incident', async () => {
    for (const event of [triggered, note]) await deliver(event);
    const shown = [await incidents(), await read('/api/v1/drafts')];
    expect(JSON.stringify(shown)).not.toContain('vendor');
    const { events } = await read<{ events: object[] }>('/api/v1/inbound-events?status=ignored');
    expect(events).toMatchObject([{ reason: 'A note is a remark among responders.' }]);
  });
});
