import { runInDurableObject } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { Caller } from '../../../worker/hub/hub-api.ts';
import { places } from '../../../worker/hub/held.ts';
import { audience } from '../../support/builders.ts';
import { admin, at, done, hub, organise, pass, person, readingOf, update, useRelay } from '../relay.ts';

useRelay();

const ADDRESS = 'canary.address@example.com';
const NAME = 'Canary Name';
const canary: Caller = { kind: 'person', id: ADDRESS, name: NAME, role: 'liaison' };
/** Whose address ends like the other's. */
const neighbour = person('my.canary.address');

/** Every table of the hub as text. */
const tables = (): Promise<Record<string, string>> =>
  runInDurableObject(hub(), (_hub, { storage: { sql } }) => {
    const names = sql
      .exec<{ name: string }>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`,
      )
      .toArray()
      .filter(({ name }) => name !== 'sqlite_sequence');
    return Object.fromEntries(
      names.map(({ name }) => [name, JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray())]),
    );
  });

async function tablesWith(text: string): Promise<string[]> {
  return Object.entries(await tables())
    .filter(([, rows]) => rows.replaceAll(neighbour.id, '').includes(text))
    .map(([name]) => name);
}

let incidentId = '';
let repeats = 0;
const repeat = () => ({ key: `key-${(repeats += 1)}`, requestHash: 'hash' });

/** Leaves a trace of the person in every table that can hold one. */
beforeEach(async () => {
  await organise();
  await hub().run('addPerson', admin, { id: ADDRESS, name: NAME, role: 'liaison' }, null);
  await hub().run('addPerson', admin, { id: neighbour.id, name: 'Other', role: 'stakeholder' }, null);
  const members = [ADDRESS, neighbour.id, 'ann@example.com'];
  await done({ type: 'save_audience', audience: audience({ members }) }, admin);
  await done({ type: 'set_claims', person: ADDRESS, audiences: ['board'] }, admin);
  const input = {
    title: 'Cards refused',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    phase: 'investigating',
    message: 'Some.',
    links: [],
    audiences: [],
  } as const;
  const opened = await hub().execute(
    canary,
    { type: 'open_incident', input: { ...input, services: [...input.services], links: [], audiences: [] } },
    repeat(),
  );
  incidentId = (JSON.parse(('body' in opened && opened.body) || '{}') as { id: string }).id;
  await update(incidentId, 'Said by another.');
  await hub().execute(canary, { type: 'post_update', incidentId, input: { message: 'More.' } }, repeat());
  const written = { title: 'A draft', message: 'Maybe.' };
  await done({ type: 'write_draft', written }, canary);
  await readingOf(canary);
  await hub().recordReceipts(canary, [{ incidentId, revision: 1, stage: 'opened', at: at() }], null);
  await hub().setSignal(canary, incidentId, 'affected');
  await hub().replaceSubscription(canary, { ...emptySubscription, everything: true });
  const wish = { name: 'Bot', role: 'stakeholder', scopes: ['state:read' as const], days: 90 } as const;
  await hub().run(
    'createToken',
    canary,
    { ...wish, scopes: [...wish.scopes] },
    { id: 'tok_1', hash: 'h', seed: 's' },
    null,
  );
  await runInDurableObject(hub(), (_hub, { storage: { sql } }) => {
    for (const table of [
      'sessions',
      'devices',
      'pairings',
      'pairing_tries',
      'access_requests',
      'invitations',
      'confirmations',
    ])
      insertWith(sql, table);
  });
});

/** A row whose text columns hold what people leave there. */
function insertWith(sql: SqlStorage, table: string): void {
  const columns = sql.exec<{ name: string; type: string }>(`PRAGMA table_info(${table})`).toArray();
  const values = columns.map(({ name, type }): string | number => {
    if (type === 'INTEGER') return 1;
    if (['person', 'made_by', 'asked_by', 'decided_by'].includes(name)) return ADDRESS;
    if (['name', 'asked_by_name'].includes(name)) return NAME;
    if (name === 'command') return JSON.stringify({ command: {}, actor: canary });
    return `${table}-${name}`;
  });
  sql.exec(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`, ...values);
}

async function erase(id = ADDRESS): Promise<string> {
  const { result } = await hub().runAndTell('erasePerson', admin, id);
  if ('rejected' in result) throw new Error(result.rejected);
  return (JSON.parse(result.body ?? '') as { erasedAs: string }).erasedAs;
}

describe('a person who is erased', () => {
  it('was in every place that the relay knows of, and in no other', async () => {
    expect((await tablesWith(ADDRESS)).toSorted()).toEqual(places.map(({ table }) => table).toSorted());
  });

  it('is in no table any more, by address or by name', async () => {
    await erase();
    expect(await tablesWith(ADDRESS)).toEqual([]);
    expect(await tablesWith(NAME)).toEqual([]);
  });

  it('leaves what was done, by a name that nobody is found by', async () => {
    const as = await erase();
    expect(as).toMatch(/^erased-[0-9a-f]{16}$/);
    const { events, audit, tokens, nouns } = await tables();
    for (const rows of [events, audit, tokens, nouns]) expect(rows).toContain(as);
    const answer = await hub().readIncident(admin, incidentId);
    const { updates } = JSON.parse(('body' in answer && answer.body) || '{}') as {
      updates: { author: string; message: string }[];
    };
    expect(updates.map(({ author, message }) => [author, message])).toEqual([
      [as, 'More.'],
      ['Liaison', 'Said by another.'],
      [as, 'Some.'],
    ]);
  });

  it('takes nobody along whose address only ends alike', async () => {
    const before = await hub().run('exportPerson', admin, neighbour.id);
    await erase();
    const after = await hub().run('exportPerson', admin, neighbour.id);
    const board = 'held' in after ? after.held['nouns'] : null;
    expect(board).toEqual([{ kind: 'audiences', id: 'board' }]);
    expect('held' in before && before.held['accounts']).toEqual('held' in after && after.held['accounts']);
  });

  it('shows the liaisons the update without the name at once, and moves no other view', async () => {
    const positionOf = async (who: Caller) => (await readingOf(who)).position.offset;
    const [liaisons, ben] = [await positionOf(admin), await positionOf(person('ben'))];
    await erase();
    expect(await positionOf(admin)).toBeGreaterThan(liaisons);
    expect(await positionOf(person('ben'))).toBe(ben);
    expect((await readingOf(admin)).view).not.toContain(NAME);
  });

  it('stays erased when time passes, and can be added anew as somebody new', async () => {
    await erase();
    pass(24 * 3_600_000);
    expect(await hub().run('exportPerson', admin, ADDRESS)).toMatchObject({ rejected: 'not_found' });
    await hub().run('addPerson', admin, { id: ADDRESS, name: NAME, role: 'stakeholder' }, null);
    expect(await tablesWith(NAME)).toEqual(['accounts', 'audit']);
  });

  it('is not the caller, not the last admin, and not nobody', async () => {
    const refusalOf = async (id: string, by = admin) => {
      const { result } = await hub().runAndTell('erasePerson', by, id);
      return 'rejected' in result ? result.rejected : 'none';
    };
    expect(await refusalOf(admin.id)).toBe('own_account');
    expect(await refusalOf('never.here@example.com')).toBe('not_found');
    await hub().run('addPerson', admin, { id: 'boss@example.com', name: 'Boss', role: 'admin' }, null);
    expect(await refusalOf('boss@example.com')).toBe('last_admin');
  });
});

describe('an export of a person', () => {
  it('holds something of every place, no secret, no text of an incident, and is noted', async () => {
    const answer = await hub().run('exportPerson', admin, ADDRESS);
    if ('rejected' in answer) throw new Error(answer.rejected);
    expect(Object.keys(answer.held).toSorted()).toEqual(places.map(({ table }) => table).toSorted());
    expect(JSON.stringify(answer)).not.toMatch(/hash|thumbprint|Cards refused|Said by another|More\./);
    expect((await tables())['audit']).toContain('person.export');
  });
});
