import { beforeEach, describe, expect, it, vi } from 'vitest';
import { firstInvitationSecret } from '../../../worker/auth/first-invitation.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { cookiesOf, type DeployedRelay, deployRelay, KEY, ORIGIN } from './provider.ts';

const ADA = 'ada@example.com';
const DAY_MS = 86_400_000;

let relay: DeployedRelay;
beforeEach(async () => {
  rateLimiter.forgetAll();
  relay = await deployRelay({ kind: 'invitations', admins: [ADA], allowedDomains: ['example.com'] });
});

const first = (person = ADA, key = KEY, inMs = DAY_MS) =>
  firstInvitationSecret(key, { person, expiresAt: new Date(Date.now() + inMs).toISOString() });

const json = { 'Content-Type': 'application/json', Origin: ORIGIN };
const open = (code: string) => relay.post('/session', json, JSON.stringify({ code }));

async function asAdmin(): Promise<Record<string, string>> {
  return { ...json, Cookie: cookiesOf(await open(await first())) };
}

async function invite(change: Record<string, unknown> = {}): Promise<Response> {
  const body = { person: 'lee@example.com', name: 'Lee', role: 'liaison', ...change };
  return relay.post('/api/v1/invitations', await asAdmin(), JSON.stringify(body));
}

const secretIn = async (response: Response) =>
  (await response.json<{ url: string }>()).url.split('#')[1] ?? '';

describe('the first invitation', () => {
  it('signs the first admin in, once', async () => {
    const secret = await first();
    const response = await open(secret);
    expect(response.status).toBe(200);
    expect((await relay.get('/console', { Cookie: cookiesOf(response) })).status).toBe(200);
    expect((await open(secret)).status).toBe(401);
  });

  it.each<[string, () => Promise<string>]>([
    ['made with another key', () => first(ADA, KEY.replace('b', 'c'))],
    ['for whom the setting does not name', () => first('eve@example.com')],
    ['that is too old', () => first(ADA, KEY, -1)],
    [
      'whose address was changed',
      async () => {
        const [, , mac = ''] = (await first()).split('.');
        const [, said = ''] = (await first('eve@example.com')).split('.');
        return `first.${said}.${mac}`;
      },
    ],
    ['that is none', async () => 'first.x.y'],
  ])('is refused %s', async (_what, make) => {
    expect((await open(await make())).status).toBe(401);
  });
});

describe('an invitation', () => {
  it('signs its person in, once, in the role that it names', async () => {
    const made = await invite();
    expect(made.status).toBe(201);
    const secret = await secretIn(made);
    const response = await open(secret);
    expect((await relay.get('/console', { Cookie: cookiesOf(response) })).status).toBe(200);
    expect((await open(secret)).status).toBe(401);
  });

  it('is good for seven days', async () => {
    const secret = await secretIn(await invite());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 7 * DAY_MS });
    try {
      expect((await open(secret)).status).toBe(401);
    } finally {
      vi.useRealTimers();
    }
  });

  it('can be withdrawn, and gives way to a later one for the same person', async () => {
    const [earlier, later] = [await secretIn(await invite()), await invite()];
    expect((await open(earlier)).status).toBe(401);
    const { id } = await later.clone().json<{ id: string }>();
    const headers = await asAdmin();
    const listed = await relay.get('/api/v1/invitations', headers);
    expect(await listed.json()).toMatchObject({ invitations: [{ id, person: 'lee@example.com' }] });
    expect((await relay.remove(`/api/v1/invitations/${id}`, headers)).status).toBe(204);
    expect((await open(await secretIn(later))).status).toBe(401);
  });

  it('brings back somebody who was removed, in the role that it names now', async () => {
    await open(await secretIn(await invite()));
    const headers = await asAdmin();
    await relay.remove('/api/v1/people/lee@example.com', headers);
    const response = await open(await secretIn(await invite({ role: 'stakeholder' })));
    const cookie = { Cookie: cookiesOf(response) };
    expect((await relay.get('/', cookie)).status).toBe(200);
    expect((await relay.get('/console', cookie)).status).toBe(403);
    const people = await relay.get('/api/v1/people?text=lee', headers);
    expect(await people.json()).toMatchObject({ people: [{ role: 'stakeholder', isActive: true }] });
  });

  it('is refused for a foreign domain', async () => {
    expect((await invite({ person: 'eve@example.org' })).status).toBe(403);
  });
});

it('lets nobody past the sign-in of the company that took its place', async () => {
  const [left, unused] = [
    cookiesOf(await open(await secretIn(await invite()))),
    await secretIn(await invite()),
  ];
  expect((await relay.get('/console', { Cookie: left })).status).toBe(200);
  const setting = { kind: 'oidc', issuer: 'https://login.example.com', clientId: 'masthead' };
  const MASTHEAD_SIGN_IN = JSON.stringify({ ...setting, allowedDomains: ['example.com'], admins: [ADA] });
  Object.assign(relay.env, { MASTHEAD_SIGN_IN });
  expect((await relay.get('/console', { Cookie: left })).status).toBe(303);
  for (const secret of [unused, await first()]) expect((await open(secret)).status).toBe(401);
});

describe('a token that may write people', () => {
  const inviteBy = async (wish: Record<string, unknown>) => {
    const body = { name: 'Bot', role: 'admin', scopes: ['people:write'] };
    const made = await relay.post('/api/v1/tokens', await asAdmin(), JSON.stringify(body));
    const { token } = await made.json<{ token: string }>();
    const headers = { ...json, Authorization: `Bearer ${token}` };
    return (await relay.post('/api/v1/invitations', headers, JSON.stringify(wish))).status;
  };

  it.each([
    ['a newcomer as a stakeholder', { person: 'new@example.com', role: 'stakeholder' }, 201],
    ['nobody as a liaison', { person: 'new@example.com', role: 'liaison' }, 403],
    ['nobody who is here, whose role the session would have', { person: ADA, role: 'stakeholder' }, 403],
  ])('invites %s', async (_whom, wish, status) => {
    expect(await inviteBy(wish)).toBe(status);
  });
});
