import { beforeAll, describe, expect, it } from 'vitest';
import { hasRole, roles } from '../../../shared/model/person.ts';
import { apiTable, type OperationId } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

const rows = Object.entries<Operation>(apiTable) as [OperationId, Operation][];

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
});

describe.each(rows)('%s', (_id, { method, path, access }) => {
  const place = path.replaceAll(/:\w+/g, 'nothing');

  it.each([undefined, 'wrong', ...roles] as const)('answers %s as the table says', async (as) => {
    const response = await relay.ask(method, place, { as });
    expect(response.status).toBeLessThan(500);
    expect(await outcome(response)).toBe(expected(access, as));
  });

  it('does not exist under another method', async () => {
    const response = await relay.ask('PATCH', place, { as: 'admin' });
    expect([response.status, await codeOf(response)]).toEqual([405, 'method_not_allowed']);
    expect(response.headers.get('Allow')).toContain(method);
  });
});

it('knows no call beside the table', async () => {
  const response = await relay.ask('GET', '/api/v1/nothing', { as: 'admin' });
  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});

/** Whether the request got past the door: what comes after it (a missing body, an unknown id) is not asked here. */
async function outcome(response: Response): Promise<string> {
  if (response.headers.get('WWW-Authenticate')?.includes('invalid_dpop_proof')) return 'unproven';
  if (response.status !== 401 && response.status !== 403) return 'admitted';
  return codeOf(response);
}

function expected(access: Operation['access'], as: (typeof roles)[number] | 'wrong' | undefined): string {
  if (access === 'public' || access === 'source' || access === 'ticket') return 'admitted';
  // No token makes up for a key.
  if (access === 'key') return 'unproven';
  if (as === undefined || as === 'wrong') return 'unauthenticated';
  return hasRole(as, access) ? 'admitted' : 'forbidden';
}
