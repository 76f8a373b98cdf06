import { beforeEach, describe, expect, it } from 'vitest';
import { codeOf, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
});

const defaults = {
  receiptsKeptDays: 30,
  peopleKeptDays: 30,
  auditKeptDays: 365,
  deviceDays: 30,
  secondLiaisonFor: [],
  mayAskForAccess: false,
};

const read = async (): Promise<unknown> =>
  (await relay.ask('GET', '/api/v1/settings', { as: 'admin' })).json();

describe('the settings', () => {
  it('hold by default where nobody has settled anything', async () => {
    expect(await read()).toEqual(defaults);
  });

  it('are replaced as a whole: what is left out holds by default again', async () => {
    const json = { receiptsKeptDays: 7, secondLiaisonFor: ['confidential', 'sev1'], mayAskForAccess: true };
    const answer = await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { ...defaults, ...json, secondLiaisonFor: ['sev1', 'confidential'] },
    ]);
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { peopleKeptDays: 10 } });
    expect(await read()).toEqual({ ...defaults, peopleKeptDays: 10 });
  });

  it.each([
    { receiptsKeptDays: 0 },
    { peopleKeptDays: 1.5 },
    { auditKeptDays: 29 },
    { deviceDays: 3_651 },
    { secondLiaisonFor: ['sev2'] },
    { mayAskForAccess: 'yes' },
  ])('refuse %j and stay as they were', async (json) => {
    const answer = await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json });
    expect([answer.status, await codeOf(answer)]).toEqual([422, 'invalid_body']);
    expect(await read()).toEqual(defaults);
  });
});
