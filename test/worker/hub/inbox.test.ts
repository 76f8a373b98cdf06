import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceRule } from '../../../shared/model/source.ts';
import { sources } from '../../../worker/inbound/registry.ts';
import type { InboundReading } from '../../../worker/inbound/source.ts';
import { admin, at, hub, organise, pass, useRelay } from '../relay.ts';

useRelay();

const rule: SourceRule = {
  publish: 'auto',
  flapMinutes: 5,
  services: [{ match: 'checkout', id: 'checkout', impact: 'major_outage' }],
  severities: [],
  severity: 'sev2',
  audiences: [],
};

const ring = () => runDurableObjectAlarm(hub());

async function events(): Promise<{ status: string; reason: string | null; body: string }[]> {
  return JSON.parse(await hub().listInboundEvents({ status: null, sourceId: null })).events;
}

async function incidents(): Promise<{ title: string; phase: string }[]> {
  const reading = await hub().readView(admin);
  if ('rejected' in reading) throw new Error(reading.rejected);
  return JSON.parse(reading.view).incidents;
}

function says(phase: 'investigating' | 'resolved'): InboundReading {
  const fact = {
    key: 'alert-1',
    occurredAt: at(),
    phase,
    title: 'Checkout errors',
    message: phase,
    serviceWords: ['checkout'],
    severityWords: [],
    links: [],
  };
  return { kind: 'facts', facts: [fact] };
}

const store = (dedupeKey: string, body = '{}') => hub().storeInbound({ sourceId: 'am', dedupeKey, body });

beforeEach(async () => {
  await organise();
  const source = { id: 'am', name: 'Alertmanager', kind: 'alertmanager', rule } as const;
  await hub().createSource(admin, { ...source, sealedSecret: 'sealed-1', keyHash: 'hash-1' }, null);
  return () => vi.restoreAllMocks();
});

describe('the inbox', () => {
  it('keeps what it cannot understand for a liaison', async () => {
    await store('one', 'not json');
    await ring();
    expect(await events()).toMatchObject([
      { status: 'quarantined', body: 'not json', reason: expect.any(String) },
    ]);
  });

  it('keeps what a reader fails on, and goes on with the next', async () => {
    vi.spyOn(sources.alertmanager, 'read')
      .mockImplementationOnce(() => {
        throw new TypeError('a reader that is broken');
      })
      .mockImplementation(() => ({ kind: 'ignored', reason: 'nothing to do' }));
    await store('one');
    await store('two');
    await ring();
    expect((await events()).map(({ status }) => status)).toEqual(['ignored', 'quarantined']);
  });

  it('takes a repeated event once', async () => {
    vi.spyOn(sources.alertmanager, 'read').mockImplementation(() => says('investigating'));
    expect([await store('one'), await store('one')]).toEqual(['stored', 'known']);
    await ring();
    expect(await store('one')).toBe('known');
    expect(await events()).toHaveLength(1);
  });

  it('still works off what was stored before the hub was torn down', async () => {
    await store('one', 'not json');
    await evictDurableObject(hub());
    await ring();
    expect((await events()).map(({ status }) => status)).toEqual(['quarantined']);
  });

  it('opens an incident by itself once the flap window has passed, and not before', async () => {
    const read = vi.spyOn(sources.alertmanager, 'read').mockImplementation(() => says('investigating'));
    await store('firing');
    await ring();
    expect(await incidents()).toEqual([]);
    pass(5 * 60_000);
    await ring();
    expect(await incidents()).toMatchObject([{ title: 'Checkout errors', phase: 'investigating' }]);
    read.mockImplementation(() => says('resolved'));
    await store('resolved');
    await ring();
    pass(5 * 60_000);
    await ring();
    expect(await incidents()).toMatchObject([{ phase: 'resolved' }]);
  });

  it('opens nothing for a blip', async () => {
    const read = vi.spyOn(sources.alertmanager, 'read').mockImplementation(() => says('investigating'));
    await store('firing');
    await ring();
    pass(60_000);
    read.mockImplementation(() => says('resolved'));
    await store('resolved');
    await ring();
    pass(10 * 60_000);
    await ring();
    expect(await incidents()).toEqual([]);
  });

  it('forgets a dedupe key after thirty days', async () => {
    await store('one');
    await ring();
    pass(29 * 24 * 3_600_000);
    await ring();
    expect(await store('one')).toBe('known');
    pass(2 * 24 * 3_600_000);
    await ring();
    expect(await store('one')).toBe('stored');
  });
});

describe('a source', () => {
  const secrets = () => hub().findSource('alertmanager', 'hash-1');

  it('is found by its kind and the hash of its key', async () => {
    expect(await secrets()).toEqual({ sourceId: 'am', sealedSecrets: ['sealed-1'] });
    expect(await hub().findSource('pagerduty', 'hash-1')).toBeNull();
    expect(await hub().findSource('alertmanager', 'hash-2')).toBeNull();
  });

  it('keeps the secret before the new one until the next change', async () => {
    const change = (sealedSecret: string | null) =>
      hub().replaceSource(admin, 'am', { name: 'AM', rule, sealedSecret, keyHash: null });
    await change('sealed-2');
    await change(null);
    expect(await secrets()).toEqual({ sourceId: 'am', sealedSecrets: ['sealed-2', 'sealed-1'] });
    await change('sealed-3');
    expect(await secrets()).toEqual({ sourceId: 'am', sealedSecrets: ['sealed-3', 'sealed-2'] });
  });

  it('is not found under a name that every object has', async () => {
    const change = { name: 'AM', rule, sealedSecret: null, keyHash: null };
    expect(await hub().replaceSource(admin, 'constructor', change)).toMatchObject({ rejected: 'not_found' });
  });

  it('is gone with its secrets once removed', async () => {
    await hub().execute(admin, { type: 'remove_source', id: 'am' }, null);
    expect(await secrets()).toBeNull();
  });

  it('shows wrong proofs to the admin until an event comes through again', async () => {
    const health = async () => JSON.parse(await hub().list('sources')).sources[0];
    await hub().noteRefused('am');
    expect(await health()).toMatchObject({ health: 'refused', refusedCount: 1 });
    pass(1_000);
    vi.spyOn(sources.alertmanager, 'read').mockImplementation(() => ({ kind: 'ignored', reason: 'nothing' }));
    await store('one');
    expect(await health()).toMatchObject({ health: 'ok', refusedCount: 1, lastEventAt: at() });
  });
});
