import { beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../../shared/model/person.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { Problem } from '../../../shared/protocol/problem.ts';
import { addServices, codeOf, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout', 'search');
});

const path = '/api/v1/subscription';
const nothing = { services: [], groups: [] };
const chosen = {
  services: ['checkout'],
  groups: ['Shop'],
  everything: true,
  muted: ['search'],
  leastSeverity: 'sev2',
  most: 'quiet_bar',
  quietHours: { from: '22:00', until: '07:00', days: [1, 5], timeZone: 'Europe/Berlin' },
};

describe('a subscription', () => {
  it.each(roles)('of a %s is everything until it is chosen, and then what was chosen', async (as) => {
    const before = await relay.ask('GET', path, { as });
    expect([before.status, await before.json()]).toEqual([
      200,
      { subscription: emptySubscription, assigned: nothing },
    ]);
    const saved = await relay.ask('PUT', path, { as, json: chosen });
    const answer = { subscription: chosen, assigned: nothing };
    expect([saved.status, await saved.json()]).toEqual([200, answer]);
    expect(await (await relay.ask('GET', path, { as })).json()).toEqual(answer);
  });

  it('is one person’s alone', async () => {
    await relay.ask('PUT', path, { as: 'stakeholder', json: chosen });
    const other = await relay.ask('GET', path, { as: 'liaison' });
    expect(await other.json()).toMatchObject({ subscription: emptySubscription });
  });

  it('is replaced as a whole', async () => {
    await relay.ask('PUT', path, { as: 'stakeholder', json: chosen });
    const json = { services: ['search'], groups: [], muted: [], quietHours: null };
    const saved = await relay.ask('PUT', path, { as: 'stakeholder', json });
    expect(await saved.json()).toMatchObject({
      subscription: { ...emptySubscription, services: ['search'] },
    });
  });

  it.each(['services', 'muted'])(
    'with a service in its %s that is not there is refused by name',
    async (list) => {
      const json = { ...chosen, [list]: ['checkout', 'nope'] };
      const response = await relay.ask('PUT', path, { as: 'stakeholder', json });
      const problem: Problem = await response.json();
      expect([response.status, problem.code, problem.detail]).toEqual([
        422,
        'unknown_service',
        'There is no service "nope".',
      ]);
      const kept = await relay.ask('GET', path, { as: 'stakeholder' });
      expect(await kept.json()).toMatchObject({ subscription: emptySubscription });
    },
  );

  it.each([
    ['unknown_field', { ...chosen, colour: 'red' }],
    ['invalid_body', { ...chosen, most: 'siren' }],
    ['invalid_body', { services: [] }],
  ])('is refused with %s', async (code, json) => {
    expect(await codeOf(await relay.ask('PUT', path, { as: 'stakeholder', json }))).toBe(code);
  });

  it('can be saved again as it is read after a service is gone', async () => {
    await relay.ask('PUT', path, { as: 'stakeholder', json: chosen });
    await relay.ask('DELETE', '/api/v1/services/search', { as: 'admin' });
    const read = await relay.ask('GET', path, { as: 'stakeholder' });
    const { subscription }: { subscription: object } = await read.json();
    expect(subscription).toEqual({ ...chosen, muted: [] });
    expect((await relay.ask('PUT', path, { as: 'stakeholder', json: subscription })).status).toBe(200);
  });
});

describe('what an admin assigns', () => {
  it('is the sum of a person’s audiences, a liaison’s too', async () => {
    const members = ['liaison@masthead.local', 'stakeholder@masthead.local'];
    const board = { name: 'Board', members, services: ['search'], groups: ['Shop'] };
    const sales = { name: 'Sales', members, services: ['checkout', 'search'], groups: ['Company'] };
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: board });
    await relay.ask('PUT', '/api/v1/audiences/sales', { as: 'admin', json: sales });
    const assigned = { services: ['checkout', 'search'], groups: ['Company', 'Shop'] };
    for (const as of ['liaison', 'stakeholder'] as const)
      expect(await (await relay.ask('GET', path, { as })).json()).toMatchObject({ assigned });
    expect(await (await relay.ask('GET', path, { as: 'admin' })).json()).toMatchObject({ assigned: nothing });
  });

  it('is refused by name where there is no such service', async () => {
    const json = { name: 'Board', members: [], services: ['nope'] };
    const response = await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json });
    expect(await response.json()).toMatchObject({
      code: 'unknown_service',
      detail: 'There is no service "nope".',
    });
  });

  it('stands in the list of audiences, and the group of a service in that of services', async () => {
    const json = { name: 'Board', members: [], services: ['search'], groups: ['Shop'] };
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json });
    await relay.ask('PUT', '/api/v1/services/search', {
      as: 'admin',
      json: { name: 'Search', group: 'Shop' },
    });
    const audiences = await relay.ask('GET', '/api/v1/audiences', { as: 'liaison' });
    expect(await audiences.json()).toEqual({
      audiences: [{ id: 'board', ...json, includes: [], fromSignIn: [] }],
    });
    const state = await relay.ask('GET', '/api/v1/state', { as: 'stakeholder' });
    expect(await state.json()).toMatchObject({
      services: [{ id: 'checkout' }, { id: 'search', group: 'Shop' }],
    });
  });
});
