import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/model/person.ts';
import { signalKinds } from '../../../shared/model/signal.ts';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

const say = (as: Role, id: string, kind: string) =>
  relay.ask('PUT', `/api/v1/incidents/${id}/signal`, { as, json: { kind } });

async function signalsOf(id: string): Promise<unknown> {
  const reach: { signals: unknown } = await (
    await relay.ask('GET', `/api/v1/incidents/${id}/reach`, { as: 'liaison' })
  ).json();
  return reach.signals;
}

async function textOf(path: string, as: Role): Promise<string> {
  const html = await (await relay.ask('GET', path, { as })).text();
  return html.replaceAll(/<[^>]*>/g, '');
}

describe('a signal', () => {
  it.each(signalKinds)('%s is taken of a live incident', async (kind) => {
    const { id } = await openIncident(relay);
    const response = await say('stakeholder', id, kind);
    expect([response.status, await response.json()]).toEqual([200, { incidentId: id, kind }]);
  });

  it('counts once for each person, by the last word', async () => {
    const { id } = await openIncident(relay);
    expect(await signalsOf(id)).toEqual({ affected: 0, customersAsking: 0, notAffected: 0 });
    await say('stakeholder', id, 'affected');
    await say('stakeholder', id, 'affected');
    await say('liaison', id, 'customers_asking');
    expect(await signalsOf(id)).toEqual({ affected: 1, customersAsking: 1, notAffected: 0 });
    await say('stakeholder', id, 'not_affected');
    expect(await signalsOf(id)).toEqual({ affected: 0, customersAsking: 1, notAffected: 1 });
  });

  it('counts for its own incident only', async () => {
    const [one, other] = [await openIncident(relay), await openIncident(relay)];
    await say('stakeholder', one.id, 'affected');
    expect(await signalsOf(other.id)).toEqual({ affected: 0, customersAsking: 0, notAffected: 0 });
  });

  it('of who may not read it any more counts nowhere', async () => {
    const { id } = await openIncident(relay);
    await say('stakeholder', id, 'affected');
    await say('liaison', id, 'affected');
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
    const json = { audiences: ['board'] };
    const kept = await relay.ask('PUT', `/api/v1/incidents/${id}/audiences`, { as: 'liaison', json });
    expect(kept.status).toBe(200);
    expect(await signalsOf(id)).toMatchObject({ affected: 1 });
    for (const path of ['/console', `/incidents/${id}`])
      expect(await textOf(path, 'liaison')).toContain('People say: affected 1 ');
  });

  it('is no update: the incident stays at its revision', async () => {
    const { id, revision } = await openIncident(relay);
    const read = async () => (await relay.ask('GET', `/api/v1/incidents/${id}`, { as: 'liaison' })).text();
    const before = await read();
    await say('stakeholder', id, 'affected');
    expect(await read()).toBe(before);
    expect(JSON.parse(before)).toMatchObject({ revision });
  });

  it('of what the person may not read is answered like one of nothing', async () => {
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
    const { id } = await openIncident(relay, { audiences: ['board'] });
    const refusal = async (incidentId: string) => {
      const response = await say('stakeholder', incidentId, 'affected');
      const { instance: _instance, ...problem }: Record<string, unknown> = await response.json();
      return [response.status, problem];
    };
    const hidden = await refusal(id);
    expect(hidden).toMatchObject([404, { code: 'not_found' }]);
    expect(hidden).toEqual(await refusal('inc_nothing'));
    expect(await signalsOf(id)).toEqual({ affected: 0, customersAsking: 0, notAffected: 0 });
  });

  it('is refused once the incident is over, and what was said before stays', async () => {
    const { id } = await openIncident(relay);
    await say('stakeholder', id, 'affected');
    const json = { message: 'Over.', phase: 'resolved' };
    await relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', json });
    const response = await say('stakeholder', id, 'not_affected');
    expect([response.status, await codeOf(response)]).toEqual([409, 'incident_over']);
    expect(await signalsOf(id)).toMatchObject({ affected: 1, notAffected: 0 });
  });

  it.each([{ kind: 'delighted' }, {}, { kind: 'affected', note: 'a lot' }])('is not %j', async (json) => {
    const { id } = await openIncident(relay);
    const path = `/api/v1/incidents/${id}/signal`;
    expect((await relay.ask('PUT', path, { as: 'stakeholder', json })).status).toBe(422);
  });
});

describe('what people say of an incident', () => {
  it.each(['console', 'incident'])('stands in one line for a liaison: %s', async (page) => {
    const { id } = await openIncident(relay);
    const path = page === 'console' ? '/console' : `/incidents/${id}`;
    expect(await textOf(path, 'liaison')).not.toContain('People say');
    await say('stakeholder', id, 'affected');
    await say('admin', id, 'affected');
    await say('liaison', id, 'customers_asking');
    expect(await textOf(path, 'liaison')).toContain(
      'People say: affected 2 · customers asking 1 · not affected 0',
    );
  });

  it('is not for the page of a stakeholder', async () => {
    const { id } = await openIncident(relay);
    await say('liaison', id, 'affected');
    expect(await textOf(`/incidents/${id}`, 'stakeholder')).not.toContain('People say');
  });
});
