import { afterAll, beforeAll, expect, it } from 'vitest';
import { seeded } from './support/kill-cycle.ts';
import { openRevokedCrowd, type RevokedCrowd } from './support/revoked-crowd.ts';

const seed = Number(process.env['MASTHEAD_SEED'] ?? Date.now() % 1_000_000);

let crowd: RevokedCrowd;
beforeAll(async () => {
  crowd = await openRevokedCrowd(52);
});
afterAll(() => crowd?.close());

it(`closes the sockets of what is revoked and sends them no frame after the answer (seed ${seed})`, async () => {
  const random = seeded(seed);
  for (let n = 0; n < 5; n += 1) {
    const { status, framesAfter, reasons } = await crowd.revokeOne(random);
    expect(status).toBe(204);
    expect(framesAfter).toBe(0);
    expect(reasons).toEqual([expect.stringContaining('4403 token_revoked')]);
  }
  expect(crowd.found()).toMatchObject({ sockets: 52, fellUnasked: 0 });
});
