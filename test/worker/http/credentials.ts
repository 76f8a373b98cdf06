import { runInDurableObject } from 'cloudflare:test';
import { type Role, roles } from '../../../shared/model/person.ts';
import { deviceScopes, type Scope, scopes } from '../../../shared/model/scope.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { PairedBrowser, signedIn } from '../devices/browser.ts';
import { ORIGIN, type Relay } from './relay.ts';

/** A credential as somebody shows it, and what it is good for. */
export interface Credential {
  readonly name: string;
  /** The headers of a request that shows it. */
  readonly show: (method: string, path: string, row: Operation) => Promise<Record<string, string>>;
  /** Who it makes the caller, where it is good at all. */
  readonly role: Role | null;
  /** What it is narrowed to; `null` for nothing but the role. */
  readonly scopesFor: (row: Operation) => readonly Scope[] | null;
  /** A browser adds it by itself, and this is what else it says. */
  readonly from?: 'own page' | 'nowhere' | 'foreign page';
  /** The person proved who they are too long ago to change who may do what. */
  readonly isStale?: true;
}

/** Every kind of credential in every role and state that there is. `other` is the relay of another organisation. */
export async function credentialsOf(relay: Relay, other: Relay): Promise<Credential[]> {
  return [
    bare('none', null, {}),
    bare('wrong local token', null, bearer('wrong-token')),
    bare('scheme that every object has', null, { Authorization: 'constructor wrong-token' }),
    ...roles.map((role) => bare(`local token of ${role}`, role, bearer(`${role}-token`))),
    ...roles.flatMap((role) => [
      program(relay, role, 'with the scope alone', (row) => (row.scope ? [row.scope] : ['state:read'])),
      program(relay, role, 'with every other scope', (row) => scopes.filter((scope) => scope !== row.scope)),
    ]),
    bare('expired program token', null, bearer(await expiredToken(relay))),
    bare('revoked program token', null, bearer(await revokedToken(relay))),
    bare(
      'program token of another organisation',
      null,
      bearer((await makeToken(other, 'admin', scopes)).token),
    ),
    ...(await Promise.all(roles.map((role) => sessions(relay, role)))).flat(),
    bare('session that was ended', null, cookie(await endedSession(relay))),
    bare(
      'session that has expired',
      null,
      cookie(await changedSession(relay, "expires_at = '2001-01-01T00:00:00.000Z'")),
    ),
    bare('session of another organisation', null, cookie(await signedIn(other, 'admin'))),
    {
      ...bare('session proven long ago', 'admin', cookie(await staleSession(relay))),
      from: 'own page',
      isStale: true,
    },
    ...(await Promise.all((['stakeholder', 'admin'] as const).map((role) => device(relay, role)))),
    ...(await deadDevices(relay, other)),
  ];
}

const unlimited = () => null;
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const cookie = (session: string) => ({ Cookie: session, Origin: ORIGIN });

function bare(name: string, role: Role | null, headers: Record<string, string>): Credential {
  return { name, role, scopesFor: unlimited, show: async () => headers };
}

function program(
  relay: Relay,
  role: Role,
  kind: string,
  scopesFor: (row: Operation) => readonly Scope[],
): Credential {
  const made = new Map<string, Promise<{ token: string }>>();
  return {
    name: `program token of ${role} ${kind}`,
    role,
    scopesFor,
    show: async (_method, _path, row) => {
      const wanted = scopesFor(row);
      const known = made.get(wanted.join()) ?? makeToken(relay, role, wanted);
      made.set(wanted.join(), known);
      return bearer((await known).token);
    },
  };
}

async function sessions(relay: Relay, role: Role): Promise<Credential[]> {
  const session = await signedIn(relay, role);
  const one = (from: Credential['from'], headers: Record<string, string>): Credential => ({
    ...bare(`session of ${role} from ${from}`, role, { Cookie: session, ...headers }),
    ...(from ? { from } : {}),
  });
  return [
    one('own page', { Origin: ORIGIN }),
    one('nowhere', {}),
    one('foreign page', { Origin: 'https://evil.example' }),
  ];
}

async function device(relay: Relay, role: Role): Promise<Credential> {
  const browser = await PairedBrowser.paired(relay, role);
  return {
    name: `device of ${role}`,
    role: 'stakeholder',
    scopesFor: () => deviceScopes,
    show: (method, path) => proven(browser, method, path),
  };
}

async function deadDevices(relay: Relay, other: Relay): Promise<Credential[]> {
  const [revoked, expired, foreign] = await Promise.all([
    PairedBrowser.paired(relay),
    PairedBrowser.paired(relay),
    PairedBrowser.paired(other),
  ]);
  await relay.ask('DELETE', `/api/v1/devices/${revoked.tokens.device_id}`, { as: 'admin' });
  await change(
    relay,
    "UPDATE devices SET access_expires_at = '2001-01-01T00:00:00.000Z' WHERE id = ?",
    expired.tokens.device_id,
  );
  const dead = (name: string, browser: PairedBrowser): Credential => ({
    ...bare(name, null, {}),
    show: (method, path) => proven(browser, method, path),
  });
  return [
    dead('device that was revoked', revoked),
    dead('device whose token has expired', expired),
    dead('device of another organisation', foreign),
    bare(
      "device's token as a bearer token",
      null,
      bearer((await PairedBrowser.paired(relay)).tokens.access_token),
    ),
  ];
}

async function proven(browser: PairedBrowser, method: string, path: string): Promise<Record<string, string>> {
  const token = browser.tokens.access_token;
  return { Authorization: `DPoP ${token}`, DPoP: await browser.proof(method, path, token) };
}

async function makeToken(
  relay: Relay,
  role: Role,
  wanted: readonly Scope[],
): Promise<{ id: string; token: string }> {
  const json = { name: 'Bot', role, scopes: wanted };
  const answer = await relay.ask('POST', '/api/v1/tokens', { as: 'admin', json });
  if (answer.status !== 201) throw new Error(`no token: ${answer.status}`);
  return answer.json();
}

async function expiredToken(relay: Relay): Promise<string> {
  const { id, token } = await makeToken(relay, 'admin', scopes);
  await change(relay, "UPDATE tokens SET expires_at = '2001-01-01T00:00:00.000Z' WHERE id = ?", id);
  return token;
}

async function revokedToken(relay: Relay): Promise<string> {
  const { id, token } = await makeToken(relay, 'admin', scopes);
  await relay.ask('DELETE', `/api/v1/tokens/${id}`, { as: 'admin' });
  return token;
}

async function endedSession(relay: Relay): Promise<string> {
  const session = await signedIn(relay, 'admin');
  await relay.ask('POST', '/session/end', { headers: cookie(session) });
  return session;
}

/** A new session, after this was done to it at the hub. */
async function changedSession(relay: Relay, assignment: string): Promise<string> {
  const session = await signedIn(relay, 'admin');
  await change(relay, `UPDATE sessions SET ${assignment} WHERE rowid = (SELECT MAX(rowid) FROM sessions)`);
  return session;
}

/** Of somebody from outside: people of the local mode have nobody to prove themselves to. */
async function staleSession(relay: Relay): Promise<string> {
  const json = { id: 'long.ago@example.com', name: 'Long Ago', role: 'admin' };
  await relay.ask('POST', '/api/v1/people', { as: 'admin', json });
  return changedSession(relay, `person = '${json.id}', proven_at = '2001-01-01T00:00:00.000Z'`);
}

function change(relay: Relay, statement: string, ...values: string[]): Promise<void> {
  return runInDurableObject(relay.env.HUB.get(relay.env.HUB.idFromName('hub')), (_hub, { storage }) => {
    const { rowsWritten } = storage.sql.exec(statement, ...values);
    if (rowsWritten === 0) throw new Error('nothing was changed');
  });
}
