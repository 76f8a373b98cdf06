import { beforeAll, describe, expect, it } from 'vitest';
import { hasRole, roles } from '../../../shared/model/person.ts';
import { apiTable, type OperationId } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { app } from '../../../worker/app.ts';
import { pageTable } from '../../../worker/pages/page-table.ts';
import { type Credential, credentialsOf } from './credentials.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

const rows = Object.entries<Operation>(apiTable) as [OperationId, Operation][];

let relay: Relay;
let credentials: Credential[] = [];
beforeAll(async () => {
  relay = await startRelay();
  credentials = await credentialsOf(relay, await startRelay());
});

describe.each(rows)('%s', (_id, row) => {
  const { method, path } = row;
  const place = path.replaceAll(/:\w+/g, 'nothing');

  it('answers every kind of credential, in every role and state, as the table says', async () => {
    const found: Record<string, string> = {};
    for (const credential of credentials) {
      const headers = await credential.show(method, place, row);
      const response = await relay.ask(method, place, { headers });
      found[credential.name] = response.status >= 500 ? String(response.status) : await outcome(response);
    }
    expect(found).toEqual(
      Object.fromEntries(credentials.map((credential) => [credential.name, expected(row, credential)])),
    );
  });

  it('does not exist under another method', async () => {
    const response = await relay.ask('PATCH', place, { as: 'admin' });
    expect([response.status, await codeOf(response)]).toEqual([405, 'method_not_allowed']);
    expect(response.headers.get('Allow')).toContain(method);
  });
});

describe('the tables', () => {
  it('hold every address that the relay answers', () => {
    const known = [...Object.values(apiTable), ...Object.values(pageTable)];
    const paths = new Set<string>(known.map(({ path }) => path));
    const calls = new Set(known.map(({ method, path }) => `${method} ${path}`));
    const answered = app.routes.filter(({ path }) => path !== '/*');
    expect(
      answered.filter(({ method, path }) => !calls.has(`${method} ${path}`) && method !== 'ALL'),
    ).toEqual([]);
    expect(answered.filter(({ path }) => !paths.has(path))).toEqual([]);
    expect(calls.size).toBe(known.length);
  });

  it('ask for a scope wherever they ask for a role', () => {
    const without = rows.filter(
      ([, { access, scope }]) => roles.some((role) => role === access) !== (scope !== undefined),
    );
    expect(without).toEqual([]);
  });

  it('want a fresh sign-in of an admin who gives rights to anybody', () => {
    const giving = ['people:write', 'audiences:write', 'tokens:write', 'settings:write'];
    const rows = Object.entries<Operation>(apiTable).filter(
      ([, { access, scope, method }]) =>
        access === 'admin' && giving.includes(scope ?? '') && method !== 'DELETE',
    );
    expect(rows.length).toBeGreaterThan(6);
    expect(rows.filter(([, row]) => !row.needsFreshSignIn).map(([id]) => id)).toEqual([]);
  });

  it('know no call beside them', async () => {
    const response = await relay.ask('GET', '/api/v1/nothing', { as: 'admin' });
    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  });
});

/** Whether the request got past the door: what comes after it (a missing body, an unknown id) is not asked here. */
async function outcome(response: Response): Promise<string> {
  if (response.headers.get('WWW-Authenticate')?.includes('invalid_dpop_proof')) return 'unproven';
  if (response.status !== 401 && response.status !== 403) return 'admitted';
  return codeOf(response);
}

/** The same by the rules of the table alone: who is it, from where, in which role, with which scope, how long ago proven. */
function expected(row: Operation, { role, scopesFor, from, isStale, name }: Credential): string {
  const { access, scope, method, needsFreshSignIn } = row;
  if (access === 'public' || access === 'source' || access === 'ticket') return 'admitted';
  // A browser that proves its key is let in whatever its token; no token makes up for a key.
  if (access === 'key') return name.startsWith('device ') ? 'admitted' : 'unproven';
  if (role === null || scope === undefined) return 'unauthenticated';
  if (from !== undefined && from !== 'own page' && method !== 'GET') return 'foreign_origin';
  const scopes = scopesFor(row);
  if (!hasRole(role, access) || (scopes && !scopes.includes(scope))) return 'forbidden';
  return needsFreshSignIn && isStale ? 'sign_in_too_old' : 'admitted';
}
