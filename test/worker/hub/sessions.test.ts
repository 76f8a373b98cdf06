import { describe, expect, it } from 'vitest';
import { admin, at, hub, liaison, pass, useRelay } from '../relay.ts';

useRelay();

const MINUTE = 60_000;

async function createCode(): Promise<void> {
  const code = { hash: 'code', seed: 'seed', role: 'liaison', expiresAt: at(MINUTE) } as const;
  await hub().createSignInCode(admin, code, null);
}

async function signIn(): Promise<void> {
  await createCode();
  await hub().run('startSession', 'code', 'session');
}

describe('a sign-in code', () => {
  it('starts one session as its role', async () => {
    await createCode();
    expect(await hub().run('startSession', 'code', 'session')).toMatchObject(liaison);
    expect(await hub().run('startSession', 'code', 'another')).toBeNull();
  });

  it('is refused once too old', async () => {
    await createCode();
    pass(MINUTE);
    expect(await hub().run('startSession', 'code', 'session')).toBeNull();
  });
});

describe('a session', () => {
  it('ends after an hour without use', async () => {
    await signIn();
    pass(59 * MINUTE);
    expect(await hub().run('readSession', 'session', false)).toMatchObject(liaison);
    pass(59 * MINUTE);
    expect(await hub().run('readSession', 'session', false)).toMatchObject(liaison);
    pass(60 * MINUTE);
    expect(await hub().run('readSession', 'session', false)).toBeNull();
  });

  it('ends after twelve hours of use', async () => {
    await signIn();
    for (let n = 0; n < 23; n += 1) {
      pass(30 * MINUTE);
      expect(await hub().run('readSession', 'session', false)).toMatchObject(liaison);
    }
    pass(30 * MINUTE);
    expect(await hub().run('readSession', 'session', false)).toBeNull();
  });

  it('ends when its person says so', async () => {
    await signIn();
    await hub().run('endSession', 'session');
    expect(await hub().run('readSession', 'session', false)).toBeNull();
  });

  it('is written down when it ends, once', async () => {
    await signIn();
    for (let n = 0; n < 2; n += 1) await hub().run('endSession', 'session');
    const any = { actor: null, target: null, outcome: null, from: null, to: null };
    const { lines } = await hub().run('listAudit', { ...any, action: 'sign_out' }, null, 10);
    expect(lines).toMatchObject([{ actor: { id: liaison.id }, outcome: 'done' }]);
  });
});
