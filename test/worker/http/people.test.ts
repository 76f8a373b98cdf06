import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportAnswer, PeopleAnswer } from '../../../shared/protocol/people.ts';
import { codeOf, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  for (const id of ['board', 'sales'])
    await relay.ask('PUT', `/api/v1/audiences/${id}`, { as: 'admin', json: { name: id, members: [] } });
});

const add = (id: string, more: object = {}) =>
  relay.ask('POST', '/api/v1/people', { as: 'admin', json: { id, ...more } });
const list = async (query = ''): Promise<PeopleAnswer> =>
  (await relay.ask('GET', `/api/v1/people${query}`, { as: 'admin' })).json();
const idsOf = ({ people }: PeopleAnswer) => people.map(({ id }) => id);
const replace = (id: string, json: object) => relay.ask('PUT', `/api/v1/people/${id}`, { as: 'admin', json });
const members = async (id: string) => {
  const answer = await relay.ask('GET', '/api/v1/audiences', { as: 'admin' });
  const { audiences } = await answer.json<{ audiences: { id: string; members: string[] }[] }>();
  return audiences.find((audience) => audience.id === id)?.members;
};
const send = (text: string, query = '', headers: Record<string, string> = { 'Content-Type': 'text/csv' }) =>
  relay.ask('POST', `/api/v1/people/import${query}`, { as: 'admin', text, headers });
const taken = async (text: string, query = ''): Promise<ImportAnswer> => (await send(text, query)).json();

describe('a person', () => {
  it('is added by hand, with a role and audiences', async () => {
    const added = await add('Ann@Example.com', { name: 'Ann', role: 'liaison', audiences: ['board'] });
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({
      id: 'ann@example.com',
      name: 'Ann',
      role: 'liaison',
      isActive: true,
      origin: 'by_hand',
      audiences: ['board'],
    });
    expect(await members('board')).toEqual(['ann@example.com']);
    expect(await codeOf(await add('ann@example.com'))).toBe('already_exists');
  });

  it('is changed, removed and brought back', async () => {
    await add('ann@example.com');
    await replace('ann@example.com', {
      name: 'Ann',
      role: 'responder',
      isActive: true,
      audiences: ['sales'],
    });
    expect((await list()).people).toMatchObject([{ name: 'Ann', role: 'responder', audiences: ['sales'] }]);
    const removed = await relay.ask('DELETE', '/api/v1/people/ann@example.com', { as: 'admin' });
    expect(removed.status).toBe(204);
    expect((await list('?active=true')).people).toEqual([]);
    // Left out, the audiences stay.
    await replace('ann@example.com', { name: 'Ann', role: 'stakeholder', isActive: true });
    expect((await list('?active=true')).people).toMatchObject([{ audiences: ['sales'] }]);
  });

  it.each([
    ['an unknown audience', 'unknown_audience', { audiences: ['nobody'] }],
    ['an unknown role', 'invalid_body', { role: 'boss' }],
    ['a name that hides something', 'unsafe_text', { name: 'An\u202en' }],
    ['a field that is none', 'unknown_field', { isAdmin: true }],
  ])('is refused with %s, and not added', async (_what, code, more) => {
    expect(await codeOf(await add('ann@example.com', more))).toBe(code);
    expect((await list()).people).toEqual([]);
  });

  it('who is not there can be neither changed nor removed', async () => {
    const json = { name: 'Ann', role: 'stakeholder', isActive: true };
    expect(await codeOf(await replace('ann@example.com', json))).toBe('not_found');
    for (const place of ['ann@example.com', 'nothing', '%00'])
      expect(await codeOf(await relay.ask('DELETE', `/api/v1/people/${place}`, { as: 'admin' }))).toBe(
        'not_found',
      );
  });

  it('who is the last admin stays one', async () => {
    await add('ann@example.com', { role: 'admin' });
    const remove = () => relay.ask('DELETE', '/api/v1/people/ann@example.com', { as: 'admin' });
    expect(await codeOf(await remove())).toBe('last_admin');
    const json = { name: 'Ann', role: 'liaison', isActive: true };
    expect(await codeOf(await replace('ann@example.com', json))).toBe('last_admin');
    await add('ben@example.com', { role: 'admin' });
    expect((await remove()).status).toBe(204);
  });

  it('changes no role of their own', async () => {
    await add('admin@masthead.local', { role: 'admin' });
    await add('ann@example.com', { role: 'admin' });
    const own = '/api/v1/people/admin@masthead.local';
    expect(await codeOf(await relay.ask('DELETE', own, { as: 'admin' }))).toBe('own_account');
    const json = { name: 'Me', role: 'stakeholder', isActive: true };
    expect(await codeOf(await replace('admin@masthead.local', json))).toBe('own_account');
    expect((await replace('admin@masthead.local', { ...json, role: 'admin' })).status).toBe(200);
  });

  it('is found by page, role, state and text', async () => {
    for (const name of ['ann', 'ben', 'cat', 'dan']) await add(`${name}@example.com`, { name: `${name} %_` });
    await add('eve@example.com', { role: 'liaison' });
    const first = await list('?limit=2');
    expect([idsOf(first), first.next]).toEqual([['ann@example.com', 'ben@example.com'], 'ben@example.com']);
    const rest = await list(`?limit=3&after=${first.next}`);
    expect([idsOf(rest), rest.next]).toEqual([
      ['cat@example.com', 'dan@example.com', 'eve@example.com'],
      null,
    ]);
    expect(idsOf(await list('?role=liaison'))).toEqual(['eve@example.com']);
    expect(idsOf(await list('?text=BEN'))).toEqual(['ben@example.com']);
    expect(idsOf(await list('?text=%25_'))).toHaveLength(4);
    for (const query of ['?role=boss', '?active=yes', '?limit=0', '?limit=501', '?limit=x'])
      expect(await codeOf(await relay.ask('GET', `/api/v1/people${query}`, { as: 'admin' }))).toBe(
        'invalid_query',
      );
  });
});

describe('an erasure', () => {
  it('is kept beside no hash that a guessed address could be tried against', async () => {
    await add('ann@example.com');
    const path = '/api/v1/people/ann@example.com/erase';
    const headers = { 'Idempotency-Key': 'erase-1' };
    const erase = () =>
      relay.ask('POST', path, { as: 'admin', json: { confirm: 'ann@example.com' }, headers });
    const { erasedAs } = await (await erase()).json<{ erasedAs: string }>();
    const { HUB } = relay.env;
    const kept = await runInDurableObject(HUB.get(HUB.idFromName('hub')), (_hub, { storage: { sql } }) =>
      JSON.stringify(sql.exec('SELECT * FROM answers').toArray()),
    );
    expect(erasedAs).toMatch(/^erased-/);
    expect(kept).not.toContain(erasedAs);
    expect(await codeOf(await erase())).toBe('not_found');
  });
});

describe('a file of people', () => {
  const file = 'email,name,role,audiences\nann@example.com,Ann,liaison,board sales\nben@example.com,,,\n';

  it('is tried first, and then taken', async () => {
    const tried = await taken(file, '?dryRun=true');
    expect(tried).toMatchObject({ isDryRun: true, rows: 2, unchanged: 0, faults: [] });
    expect((await list()).people).toEqual([]);
    expect(await members('board')).toEqual([]);

    const done = await taken(file);
    expect({ ...done, isDryRun: true, changes: tried.changes }).toEqual(tried);
    expect(tried.changes.map(({ id, what }) => [id, what])).toEqual([
      ['ann@example.com', 'added'],
      ['ben@example.com', 'added'],
    ]);
    expect((await list()).people).toMatchObject([
      { id: 'ann@example.com', role: 'liaison', audiences: ['board', 'sales'], origin: 'csv' },
      { id: 'ben@example.com', name: 'ben@example.com', role: 'stakeholder', audiences: [] },
    ]);
    expect(await taken(file)).toMatchObject({ unchanged: 2, added: 0 });
  });

  it('that is sent twice under one key is taken once', async () => {
    const headers = { 'Content-Type': 'text/csv', 'Idempotency-Key': 'file-1' };
    const first = await (await send(file, '', headers)).json();
    expect(first).toMatchObject({ added: 2 });
    expect(await (await send(file, '', headers)).json()).toEqual(first);
    expect(await codeOf(await send(file, '?removeMissing=true', headers))).toBe('idempotency_key_reused');
    expect(await codeOf(await send('email\n', '', headers))).toBe('idempotency_key_reused');
  });

  it('leaves what has no column, and whom it does not name, as they are', async () => {
    await taken(file);
    await add('cat@example.com');
    const { changes } = await taken('email,name\nann@example.com,Ann Other\n', '?dryRun=true');
    expect(changes).toEqual([
      { id: 'ann@example.com', what: 'changed', changed: { name: { from: 'Ann', to: 'Ann Other' } } },
    ]);
    expect(idsOf(await list('?active=true'))).toHaveLength(3);
  });

  it('removes leavers where that is asked for, and never who asks', async () => {
    await taken(file);
    await add('admin@masthead.local', { role: 'admin' });
    const left = await taken('email\nben@example.com\n', '?removeMissing=true');
    expect(left).toMatchObject({ removed: 1, unchanged: 1 });
    expect(idsOf(await list('?active=true'))).toEqual(['admin@masthead.local', 'ben@example.com']);
    expect(await taken('email\nann@example.com\n')).toMatchObject({ returned: 1 });
  });

  it('that names nobody removes nobody', async () => {
    await add('ann@example.com');
    const answer = await send('email\n', '?removeMissing=true');
    expect([answer.status, await codeOf(answer)]).toEqual([400, 'malformed_csv']);
    expect(idsOf(await list('?active=true'))).toContain('ann@example.com');
    expect((await send('email\n')).status).toBe(200);
  });

  it('is refused where it would remove the last admin', async () => {
    await add('ann@example.com', { role: 'admin' });
    await add('ben@example.com');
    const refused = await send('email\nben@example.com\n', '?removeMissing=true');
    expect(await refused.json()).toMatchObject({ code: 'faulty_rows', errors: [{ code: 'last_admin' }] });
    expect(idsOf(await list('?active=true'))).toHaveLength(2);
  });

  it('with faulty rows is taken not at all, and says which they are', async () => {
    const faulty = [
      'email,name,role,audiences',
      'ann@example.com,Ann,,',
      'nobody,,,',
      'ben@example.com,,boss,',
      'cat@example.com,,,nobody',
      'ann@example.com,,,',
      'dan@example.com,Dan',
      'eve@example.com,E\u202eve,,',
    ].join('\n');
    const lines = ({ faults }: ImportAnswer) => faults.map(({ line, code }) => [line, code]);
    expect(lines(await taken(faulty, '?dryRun=true'))).toEqual([
      [3, 'invalid'],
      [4, 'invalid'],
      [5, 'unknown_audience'],
      [6, 'twice'],
      [7, 'cells'],
      [8, 'unsafe_text'],
    ]);
    const refused = await send(faulty);
    expect(refused.status).toBe(422);
    const problem = await refused.json<{ code: string; errors: { path: string }[] }>();
    expect([problem.code, problem.errors[0]?.path, problem.errors.length]).toEqual([
      'faulty_rows',
      'line 3',
      6,
    ]);
    expect(JSON.stringify(problem)).not.toContain('boss');
    expect((await list()).people).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['without addresses', 'name\nAnn\n'],
    ['with a column of its own', 'email,password\na@example.com,x\n'],
    ['with a column twice', 'email,email\n'],
    ['with an open quote', 'email\n"a@example.com\n'],
    ['of too many rows', `email\n${'a@example.com\n'.repeat(5_001)}`],
  ])('%s is none', async (_what, text) => {
    expect(await codeOf(await send(text))).toBe('malformed_csv');
  });

  it('is refused in another type, beyond its size, and in another encoding', async () => {
    expect(await codeOf(await send(file, '', {}))).toBe('wrong_content_type');
    expect(await codeOf(await send('x'.repeat(1024 * 1024 + 1)))).toBe('body_too_large');
    expect(await codeOf(await send(file, '?dryRun=1'))).toBe('invalid_query');
    const request = new Request('http://127.0.0.1:8787/api/v1/people/import', {
      method: 'POST',
      headers: { Authorization: 'Bearer admin-token', 'Content-Type': 'text/csv' },
      body: new Uint8Array([0x65, 0xff, 0xfe]),
    });
    expect(await codeOf(await relay.send(request))).toBe('malformed_csv');
  });

  it('takes as many rows as it may', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => `p${index}@example.com,board`);
    expect(await taken(`email,audiences\n${rows.join('\n')}\n`)).toMatchObject({ rows: 5_000, faults: [] });
    expect(await members('board')).toHaveLength(5_000);
  });

  it('comes out as it can go in again, without a formula in it', async () => {
    await add('+tag@example.com', {
      name: '=HYPERLINK("https://evil.example")',
      audiences: ['board', 'sales'],
    });
    const exported = await relay.ask('GET', '/api/v1/people.csv', { as: 'admin' });
    expect(exported.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const text = await exported.text();
    expect(text).toBe(
      `email,name,role,audiences\r\n'+tag@example.com,"'=HYPERLINK(""https://evil.example"")",stakeholder,board sales\r\n`,
    );
    expect(await taken(text)).toMatchObject({ rows: 1, unchanged: 1, changes: [], faults: [] });
  });
});
