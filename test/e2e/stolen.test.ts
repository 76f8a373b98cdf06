import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkoutIncident } from './support/catalogue.ts';
import { KeyHolder } from './support/key-holder.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';

/** Kept beside the database on purpose, mode 0600: they are what a thief of the database does not have. */
const keptApart = ['credentials.json', 'relay.key'];

let relay: TestRelay;
let device: KeyHolder;
let ticket = '';
/** Everything that the relay handed out, by what it is. */
const secrets: Record<string, string> = {};

beforeAll(async () => {
  relay = await startTestRelay();
  await beBusy();
}, 60_000);
afterAll(() => relay?.discard());

async function admin<Answer>(path: string, json: object): Promise<Answer> {
  const response = await fetch(new URL(path, relay.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${relay.credentials.admin}`,
      'content-type': 'application/json',
      // What is answered again has to be kept until then.
      'idempotency-key': path,
    },
    body: JSON.stringify(json),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

async function beBusy(): Promise<void> {
  await relay.api.saveService({ id: 'checkout', name: 'Checkout' });
  const { token } = await admin<{ token: string }>('/api/v1/tokens', {
    name: 'Wallboard',
    role: 'stakeholder',
    scopes: ['state:read'],
  });
  const source = await admin<{ inboundUrl: string; secret: string }>('/api/v1/sources', {
    name: 'Prometheus',
    kind: 'alertmanager',
    rule: {},
  });
  const invitation = await admin<{ url: string }>('/api/v1/invitations', { person: 'guest@example.com' });
  Object.assign(secrets, {
    invitation: new URL(invitation.url).hash.slice(1),
    'API token': token,
    'path key of a source': source.inboundUrl.split('/').at(-1) ?? '',
    'secret of a source': source.secret,
  });
  const unused = new URL(await relay.api.signInAddress('admin')).hash.slice(1);
  device = await KeyHolder.of(relay.url);
  await device.pair(await device.signIn(await relay.api.signInAddress('stakeholder')));
  await device.refresh();
  ticket = await device.buyTicket();
  const stream = device.openStream(ticket);
  await stream.greeted;
  stream.leave();
  const { id } = await relay.api.open(checkoutIncident({ title: 'A title to be found' }));
  await relay.api.update(id, { message: 'Still on it.' });
  const { admin: adminToken, liaison, stakeholder } = relay.credentials;
  Object.assign(secrets, { 'unused sign-in code': unused, adminToken, liaison, stakeholder });
  device.secrets.forEach((secret, index) => {
    secrets[`of the device, ${index}`] = secret;
  });
  secrets['key of the relay'] = readFileSync(join(relay.stateDir, 'relay.key'), 'utf8').trim();
}

/** The bytes of every file of the state folder: databases, their write-ahead logs, the relay's log. */
function stolenFiles(): Map<string, Buffer> {
  const files = readdirSync(relay.stateDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !keptApart.includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((path) => [path.slice(relay.stateDir.length + 1), readFileSync(path)]));
}

/** A secret as text, without its prefix, and as the bytes that it may be the text of. */
function formsOf(secret: string): Buffer[] {
  const bare = secret.replace(/^mh[a-z]?_/, '');
  const texts = [secret, bare, secret.replaceAll('-', ''), encodeURIComponent(secret)];
  const bytes = [Buffer.from(bare, 'base64url'), Buffer.from(bare, 'hex')].filter(
    ({ length }) => length >= 16,
  );
  return [...texts.map((text) => Buffer.from(text)), ...bytes];
}

describe('a copy of all that the relay has written', () => {
  it('holds none of the secrets that it handed out, nor its own key', () => {
    const files = stolenFiles();
    expect([...files.keys()].filter((name) => name.endsWith('.sqlite')).length).toBeGreaterThan(1);
    expect([...files.keys()].filter((name) => name.endsWith('-wal')).length).toBeGreaterThan(0);
    const found = Object.entries(secrets).flatMap(([what, secret]) =>
      [...files]
        .filter(([, bytes]) => formsOf(secret).some((form) => bytes.includes(form)))
        .map(([name]) => `${what} in ${name}`),
    );
    expect(found).toEqual([]);
    expect(Object.values(secrets).filter((secret) => secret.length < 8)).toEqual([]);
  });

  it('is searched in a way that finds what is there', () => {
    const all = Buffer.concat([...stolenFiles().values()]);
    for (const there of ['A title to be found', device.tokens.device_id, device.thumbprint])
      expect(all.includes(there)).toBe(true);
  });
});

describe('what was copied on its way', () => {
  it('a ticket opens no second stream', async () => {
    await expect(device.openStream(ticket).greeted).rejects.toThrow('closed');
  });

  it('a proof passes no second time, and a token none without a proof', async () => {
    const path = '/api/v1/state';
    const proof = await device.proof('GET', path, device.tokens.access_token);
    expect((await device.ask('GET', path, proof)).status).toBe(200);
    expect((await device.ask('GET', path, proof)).status).toBe(401);
    const bare = { headers: { authorization: `Bearer ${device.tokens.access_token}` } };
    expect((await fetch(new URL(path, relay.url), bare)).status).toBe(401);
  });

  it('a device code gives tokens once', async () => {
    const again = await device.poll();
    expect([again.status, ((await again.json()) as { error: string }).error]).toEqual([400, 'invalid_grant']);
  });
});
