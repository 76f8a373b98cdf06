import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { KeyHolder } from './support/key-holder.ts';
import { seeded } from './support/kill-cycle.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';
import { openRevokedCrowd, type RevokedCrowd } from './support/revoked-crowd.ts';

const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

describe('amid updates', () => {
  let crowd: RevokedCrowd;
  beforeAll(async () => {
    crowd = await openRevokedCrowd(52);
  });
  afterAll(() => crowd?.close());

  it(`sockets of what is revoked close and hear no frame after the answer (seed ${seed})`, async () => {
    const random = seeded(seed);
    for (let n = 0; n < 5; n += 1) {
      const { status, framesAfter, reasons } = await crowd.revokeOne(random);
      expect(status).toBe(204);
      expect(framesAfter).toBe(0);
      expect(reasons).toEqual([expect.stringContaining('4403 token_revoked')]);
    }
    expect(crowd.found()).toMatchObject({ sockets: 52, fellUnasked: 0 });
  });
});

describe('a device that is bound to its key', () => {
  let relay: TestRelay;
  beforeAll(async () => {
    relay = await startTestRelay();
    await relay.api.saveService({ id: 'checkout', name: 'Checkout' });
  });
  afterAll(() => relay?.discard());

  it('is out at once when an admin revokes it: stream, ticket in hand, token and refresh', async () => {
    const device = await KeyHolder.of(relay.url);
    await device.pair(await device.signIn(await relay.api.signInAddress('stakeholder')));
    const inHand = await device.buyTicket();
    const stream = device.openStream(await device.buyTicket());
    await expect(stream.greeted).resolves.toContain('"type":"snapshot"');
    const revoked = await fetch(new URL(`/api/v1/devices/${device.tokens.device_id}`, relay.url), {
      method: 'DELETE',
      headers: { authorization: `Bearer ${relay.credentials.admin}` },
    });
    expect(revoked.status).toBe(204);
    await relay.api.open(checkoutIncident());
    expect(await stream.closed).toEqual({ code: 4403, reason: 'device_revoked', frames: 1 });
    expect((await device.openStream(inHand).closed).code).toBe(1006);
    expect((await device.ask('GET', '/api/v1/state')).status).toBe(401);
    await expect(device.refresh()).rejects.toThrow('invalid_grant');
  });
});
