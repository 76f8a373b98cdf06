import { beforeEach, describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../shared/protocol/confirmations.ts';
import { useClock } from '../../../worker/clock.ts';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
  await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
  await demand('sev1', 'confidential');
});

const demand = (...secondLiaisonFor: string[]) =>
  relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { secondLiaisonFor } });
const opening = {
  title: 'Payments fail',
  severity: 'sev1',
  services: [{ id: 'checkout', impact: 'major_outage' }],
  message: 'We are looking into it.',
};
const open = (change: object = {}, headers: Record<string, string> = {}) =>
  relay.ask('POST', '/api/v1/incidents', { as: 'liaison', json: { ...opening, ...change }, headers });
const asked = async (change: object = {}): Promise<Confirmation> => (await open(change)).json();
const post = (id: string, json: object) =>
  relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', json });
const decide = (id: string, what: 'confirm' | 'refuse', as: 'admin' | 'liaison' = 'admin') =>
  relay.ask('POST', `/api/v1/confirmations/${id}/${what}`, { as });
const waiting = async (): Promise<Confirmation[]> => {
  const answer = await relay.ask('GET', '/api/v1/confirmations', { as: 'liaison' });
  return (await answer.json<{ confirmations: Confirmation[] }>()).confirmations;
};
const incidents = async (as: 'liaison' | 'stakeholder' = 'liaison') => {
  const answer = await relay.ask('GET', '/api/v1/incidents', { as });
  return (await answer.json<{ incidents: { id: string; title: string }[] }>()).incidents;
};

describe('a sev1', () => {
  it('waits for a second liaison, and is then opened as the first one asked', async () => {
    const answer = await open();
    expect(answer.status).toBe(202);
    const { id, ...rest } = await answer.json<Confirmation>();
    expect(rest).toMatchObject({
      what: 'open_incident',
      why: ['sev1'],
      status: 'waiting',
      askedBy: { id: 'liaison@masthead.local' },
      input: { title: 'Payments fail' },
    });
    expect(Date.parse(rest.expiresAt) - Date.parse(rest.askedAt)).toBe(30 * 60_000);
    expect(await incidents()).toEqual([]);
    expect((await waiting()).map((one) => one.id)).toEqual([id]);

    const confirmed = await decide(id, 'confirm');
    expect([confirmed.status, confirmed.headers.get('ETag')]).toEqual([200, '"1"']);
    expect(await confirmed.json()).toMatchObject({
      title: 'Payments fail',
      updates: [{ author: 'Liaison' }],
    });
    expect(await waiting()).toEqual([]);
    expect(await incidents()).toHaveLength(1);
    const after = await relay.ask('GET', `/api/v1/confirmations/${id}`, { as: 'liaison' });
    expect(await after.json()).toMatchObject({
      status: 'confirmed',
      decidedBy: 'admin@masthead.local',
      incidentId: (await incidents())[0]?.id,
      input: null,
    });
  });

  it('is not confirmed by who asked for it', async () => {
    const { id } = await asked();
    expect(await codeOf(await decide(id, 'confirm', 'liaison'))).toBe('second_liaison');
    expect(await incidents()).toEqual([]);
    expect((await decide(id, 'confirm')).status).toBe(200);
  });

  it('is not confirmed by a program, nor by who made the token that asked', async () => {
    const made = await relay.ask('POST', '/api/v1/tokens', {
      as: 'liaison',
      json: { name: 'Robot', role: 'liaison', scopes: ['incidents:write'] },
    });
    const token = await relay.ask('POST', '/api/v1/tokens', {
      as: 'admin',
      json: { name: 'Robot', role: 'liaison', scopes: ['incidents:write'] },
    });
    expect(await codeOf(made)).toBe('forbidden');
    const headers = { Authorization: `Bearer ${(await token.json<{ token: string }>()).token}` };
    const { id } = await asked();
    const confirmed = await relay.ask('POST', `/api/v1/confirmations/${id}/confirm`, { headers });
    expect(await codeOf(confirmed)).toBe('second_liaison');
    const robots = await relay.ask('POST', '/api/v1/incidents', { json: opening, headers });
    expect(robots.status).toBe(202);
    const { id: robotsId } = await robots.json<Confirmation>();
    expect(await codeOf(await decide(robotsId, 'confirm', 'admin'))).toBe('second_liaison');
    expect((await decide(robotsId, 'confirm', 'liaison')).status).toBe(200);
  });

  it('is not confirmed by who made the token that made the token that asked', async () => {
    const token = async (headers: Record<string, string>, scopes: string[], days = 1) => {
      const json = { name: 'Robot', role: 'admin', scopes, days };
      const made = await relay.ask('POST', '/api/v1/tokens', { json, headers });
      return { Authorization: `Bearer ${(await made.json<{ token: string }>()).token}` };
    };
    const admin = { Authorization: 'Bearer admin-token' };
    const parent = await token(admin, ['tokens:write', 'incidents:write'], 2);
    const headers = await token(parent, ['incidents:write']);
    const robots = await relay.ask('POST', '/api/v1/incidents', { json: opening, headers });
    const { id } = await robots.json<Confirmation>();
    expect(await codeOf(await decide(id, 'confirm', 'admin'))).toBe('second_liaison');
    expect((await decide(id, 'confirm', 'liaison')).status).toBe(200);
  });

  it('is not confirmed where who asked may publish no more', async () => {
    await relay.ask('POST', '/api/v1/people', {
      as: 'admin',
      json: { id: 'liaison@masthead.local', role: 'liaison' },
    });
    const { id } = await asked();
    const role = (to: string) =>
      relay.ask('PUT', '/api/v1/people/liaison@masthead.local', {
        as: 'admin',
        json: { name: 'Lia', role: to, isActive: true },
      });
    await role('responder');
    expect(await codeOf(await decide(id, 'confirm'))).toBe('second_liaison');
    expect(await incidents()).toEqual([]);
    await role('liaison');
    expect((await decide(id, 'confirm')).status).toBe(200);
  });

  it('is not confirmed where who asked was erased', async () => {
    const id = 'liaison@masthead.local';
    await relay.ask('POST', '/api/v1/people', { as: 'admin', json: { id, role: 'liaison' } });
    const { id: confirmation } = await asked();
    const erased = await relay.ask('POST', `/api/v1/people/${id}/erase`, {
      as: 'admin',
      json: { confirm: id },
    });
    expect(erased.status).toBe(200);
    expect(await codeOf(await decide(confirmation, 'confirm'))).toBe('confirmation_closed');
    expect(await incidents('stakeholder')).toEqual([]);
  });

  it('is refused, and then can be confirmed no more', async () => {
    const { id } = await asked();
    expect(await (await decide(id, 'refuse')).json()).toMatchObject({ status: 'refused', input: null });
    expect(await codeOf(await decide(id, 'confirm'))).toBe('confirmation_closed');
    expect(await codeOf(await decide(id, 'refuse'))).toBe('confirmation_closed');
    expect(await incidents()).toEqual([]);
    expect(await codeOf(await decide('cnf_1', 'confirm'))).toBe('not_found');
  });

  it('lapses after 30 minutes', async () => {
    const { id } = await asked();
    const putBack = useClock(() => Date.now() + 30 * 60_000);
    try {
      expect(await waiting()).toEqual([]);
      expect(await codeOf(await decide(id, 'confirm'))).toBe('confirmation_closed');
      const after = await relay.ask('GET', `/api/v1/confirmations/${id}`, { as: 'liaison' });
      expect(await after.json()).toMatchObject({ status: 'lapsed', input: null });
    } finally {
      putBack();
    }
  });

  it('waits when an incident is raised to it, and not when it is one', async () => {
    const { id } = await openIncident(relay);
    const raised = await post(id, { message: 'It is worse.', severity: 'sev1' });
    expect(raised.status).toBe(202);
    const { id: waitingId } = await raised.json<Confirmation>();
    expect((await post(id, { message: 'Meanwhile.' })).status).toBe(201);
    expect((await decide(waitingId, 'confirm')).status).toBe(200);
    expect((await post(id, { message: 'Still so.', severity: 'sev1' })).status).toBe(201);
  });

  it('keeps the precondition of who asked', async () => {
    const { id } = await openIncident(relay);
    const raised = await relay.ask('POST', `/api/v1/incidents/${id}/updates`, {
      as: 'liaison',
      json: { message: 'It is worse.', severity: 'sev1' },
      headers: { 'If-Match': '"1"' },
    });
    await post(id, { message: 'Meanwhile.' });
    const { id: waitingId } = await raised.json<Confirmation>();
    expect(await codeOf(await decide(waitingId, 'confirm'))).toBe('stale_revision');
    expect(await waiting()).toHaveLength(1);
  });

  it('is asked for once under one key, and confirmed once', async () => {
    const key = { 'Idempotency-Key': 'sev1-a' };
    const first = await (await open({}, key)).json<Confirmation>();
    expect(await (await open({}, key)).json()).toEqual(first);
    expect(await waiting()).toHaveLength(1);
    const confirm = () =>
      relay.ask('POST', `/api/v1/confirmations/${first.id}/confirm`, {
        as: 'admin',
        headers: { 'Idempotency-Key': 'confirm-a' },
      });
    const done = await (await confirm()).json();
    expect(await (await confirm()).json()).toEqual(done);
    expect(await incidents()).toHaveLength(1);
  });

  it('that could not be opened is refused at once', async () => {
    expect(await codeOf(await open({ audiences: ['nobody'] }))).toBe('unknown_audience');
    expect(await waiting()).toEqual([]);
  });
});

describe('a confidential incident', () => {
  it('waits when it is opened, and when its audiences change', async () => {
    const { id, why } = await asked({ severity: 'sev3', audiences: ['board'] });
    expect(why).toEqual(['confidential']);
    await decide(id, 'confirm');
    const [incident] = await incidents();
    const wide = await relay.ask('PUT', `/api/v1/incidents/${incident?.id}/audiences`, {
      as: 'liaison',
      json: { audiences: [], everyone: true },
    });
    expect(wide.status).toBe(202);
    expect(await incidents('stakeholder')).toEqual([]);
    await decide((await wide.json<Confirmation>()).id, 'confirm');
    expect(await incidents('stakeholder')).toHaveLength(1);
  });

  it('waits when a draft for a few would be published to everyone', async () => {
    const draft = await relay.ask('POST', '/api/v1/drafts', {
      as: 'responder',
      json: { title: 'Leak', message: 'Somebody took data.', audiences: ['board'] },
    });
    const { id } = await draft.json<{ id: string }>();
    const json = { ...opening, severity: 'sev3', everyone: true };
    const published = await relay.ask('POST', `/api/v1/drafts/${id}/publish`, { as: 'liaison', json });
    expect(await published.json()).toMatchObject({ what: 'publish_draft', why: ['confidential'] });
  });
});

describe('what waits', () => {
  it('is nothing where the organisation demands no second liaison', async () => {
    await demand();
    expect((await open({ audiences: ['board'] })).status).toBe(201);
    await demand('confidential');
    expect((await open()).status).toBe(201);
  });

  it('is nothing that a stakeholder or a responder could learn of', async () => {
    const look = async () => {
      const answer = await relay.ask('GET', '/api/v1/state', { as: 'stakeholder' });
      const { confirmedAt: _at, ...view } = await answer.json<{ confirmedAt: string }>();
      return [answer.headers.get('ETag'), view];
    };
    const before = await look();
    const { id } = await asked();
    expect(await look()).toEqual(before);
    for (const as of ['stakeholder', 'responder'] as const) {
      expect(await codeOf(await relay.ask('GET', '/api/v1/confirmations', { as }))).toBe('forbidden');
      for (const place of [id, 'cnf_1'])
        expect(await codeOf(await relay.ask('GET', `/api/v1/confirmations/${place}`, { as }))).toBe(
          'forbidden',
        );
    }
  });

  it('has an end to its number', async () => {
    for (let n = 0; n < 100; n += 1) expect((await open()).status).toBe(202);
    expect(await codeOf(await open())).toBe('catalogue_full');
  });
});
