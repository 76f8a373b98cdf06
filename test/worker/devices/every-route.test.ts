import { beforeAll, describe, expect, it } from 'vitest';
import { deviceScopes } from '../../../shared/model/scope.ts';
import { apiTable } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { codeOf, type Relay, startRelay } from '../http/relay.ts';
import { PairedBrowser } from './browser.ts';

const rows = Object.entries<Operation>(apiTable).filter(([, { scope }]) => scope !== undefined);

let relay: Relay;
let ofAdmin: PairedBrowser;
let stranger: PairedBrowser;
let revoked: PairedBrowser;
beforeAll(async () => {
  rateLimiter.forgetAll();
  relay = await startRelay();
  ofAdmin = await PairedBrowser.paired(relay, 'admin');
  stranger = await PairedBrowser.paired(await startRelay(), 'admin');
  revoked = await PairedBrowser.paired(relay, 'admin');
  await relay.ask('DELETE', `/api/v1/devices/${revoked.tokens.device_id}`, { as: 'admin' });
});

const admitted = (status: number) => status !== 401 && status !== 403;

async function outcome(response: Response): Promise<string> {
  return admitted(response.status) ? 'admitted' : codeOf(response);
}

describe.each(rows)('%s', (_id, { method, path, access, scope }) => {
  const place = path.replaceAll(/:\w+/g, 'nothing');
  const isForDevices = access === 'stakeholder' && scope !== undefined && deviceScopes.includes(scope);

  it(`${isForDevices ? 'admits' : 'refuses'} the device even of an admin`, async () => {
    expect(await outcome(await ofAdmin.ask(method, place))).toBe(isForDevices ? 'admitted' : 'forbidden');
  });

  it('refuses a device without a proof, one that was revoked, and one of another relay', async () => {
    const headers = { Authorization: `DPoP ${ofAdmin.tokens.access_token}` };
    expect(await outcome(await relay.ask(method, place, { headers }))).toBe('invalid_dpop_proof');
    expect(await outcome(await revoked.ask(method, place))).toBe('unauthenticated');
    const proof = await stranger.proof(method, place, stranger.tokens.access_token);
    const foreign = { Authorization: `DPoP ${stranger.tokens.access_token}`, DPoP: proof };
    expect(await outcome(await relay.ask(method, place, { headers: foreign }))).toBe('unauthenticated');
  });
});
