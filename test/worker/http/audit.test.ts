import { beforeEach, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../../shared/protocol/audit.ts';
import { apiTable } from '../../../shared/protocol/api-table.ts';
import { REFUSALS_AN_HOUR } from '../../../worker/hub/audit.ts';
import { LOOKED_AT } from '../../../worker/hub/audit-log.ts';
import { localPerson } from '../../../worker/auth/local-tokens.ts';
import { errands } from '../../../worker/hub/desk/errands.ts';
import { runInDurableObject } from 'cloudflare:test';
import { useStillClock } from '../relay.ts';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

const START = Date.parse('2091-01-01T00:00:00.000Z');
const clock = useStillClock(START);
let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
});

interface Page {
  readonly lines: AuditLine[];
  readonly next: string | null;
}

async function log(query = ''): Promise<Page> {
  const answer = await relay.ask('GET', `/api/v1/audit${query}`, { as: 'admin' });
  expect(answer.status).toBe(200);
  return answer.json();
}

const actions = async (query = '') => (await log(query)).lines.map(({ action }) => action);

describe('the audit log', () => {
  it('says of each write who did what to what, and which fields changed, but no word of an incident', async () => {
    await addServices(relay, 'checkout');
    const { id } = await openIncident(relay, { title: 'Canary title', message: 'Canary message' });
    const json = { message: 'Canary update', severity: 'sev1', workaround: 'Canary workaround' };
    await relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', json });
    const { lines } = await log('?action=incident');
    const actor = { kind: 'person', id: 'liaison@masthead.local' };
    const common = { at: '2091-01-01T00:00:00.000Z', actor, target: id, outcome: 'done' };
    expect(lines).toEqual([
      {
        ...common,
        action: 'incident.update',
        detail: {
          revision: 2,
          severity: 'sev1',
          phase: 'investigating',
          fields: ['severity', 'message', 'workaround'],
        },
      },
      { ...common, action: 'incident.open', detail: { severity: 'sev2', audiences: [] } },
    ]);
    expect(JSON.stringify(await log())).not.toContain('Canary');
  });

  it('names who came into an audience and who left it', async () => {
    const save = (members: string[]) =>
      relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members } });
    await save(['ann@example.com', 'ben@example.com']);
    await save(['ben@example.com', 'cleo@example.com']);
    expect((await log('?action=audience')).lines.map(({ action, detail }) => [action, detail])).toEqual([
      ['audience.save', { fields: ['members'], added: ['cleo@example.com'], removed: ['ann@example.com'] }],
      ['audience.add', { added: ['ann@example.com', 'ben@example.com'] }],
    ]);
  });

  it('holds refusals with their actor, the same one once an hour', async () => {
    for (let time = 0; time < 3; time += 1)
      await relay.ask('POST', '/api/v1/incidents', { as: 'stakeholder', json: {} });
    const refused = () => log('?outcome=refused');
    expect((await refused()).lines).toMatchObject([
      {
        actor: { kind: 'person', id: 'stakeholder@masthead.local' },
        action: 'call',
        target: 'openIncident',
        detail: { why: 'forbidden' },
      },
    ]);
    clock.ms += 3_600_001;
    await relay.ask('POST', '/api/v1/incidents', { as: 'stakeholder', json: {} });
    expect((await refused()).lines).toHaveLength(2);
  });

  it('holds who was refused a page, and who made a sign-in code', async () => {
    await relay.ask('GET', '/console', { as: 'stakeholder' });
    await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role: 'liaison' } });
    expect((await log()).lines).toMatchObject([
      { actor: { id: 'admin@masthead.local' }, action: 'sign_in_code.create', detail: { role: 'liaison' } },
      { actor: { id: 'stakeholder@masthead.local' }, target: 'console', outcome: 'refused' },
    ]);
  });

  it('is not filled by somebody who is refused in ever new ways', async () => {
    const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
    const bob = localPerson('stakeholder');
    for (let call = 0; call < REFUSALS_AN_HOUR + 20; call += 1)
      await hub.run('noteRefusal', bob, `call-${call}`, {});
    expect((await log('?outcome=refused&limit=500')).lines).toHaveLength(REFUSALS_AN_HOUR);
  });

  it('holds what a token that is over was shown for', async () => {
    const json = { name: 'Bot', role: 'stakeholder', scopes: ['state:read'] };
    const made = await relay.ask('POST', '/api/v1/tokens', { as: 'admin', json });
    const { id, token } = await made.json<{ id: string; token: string }>();
    await relay.ask('DELETE', `/api/v1/tokens/${id}`, { as: 'admin' });
    await relay.ask('GET', '/api/v1/state', { headers: { Authorization: `Bearer ${token}` } });
    expect((await log(`?target=${id}`)).lines).toMatchObject([
      { actor: { kind: 'program', id }, action: 'token.use', outcome: 'refused', detail: { why: 'revoked' } },
      { action: 'token.revoke', outcome: 'done' },
      { action: 'token.create', outcome: 'done' },
    ]);
  });

  it('is read page by page, by time, actor, action and target', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await addServices(relay, name);
      clock.ms += 1_000;
    }
    const first = await log('?limit=2');
    expect(first.lines.map(({ target }) => target)).toEqual(['e', 'd']);
    const second = await log(`?limit=2&cursor=${first.next}`);
    expect(second.lines.map(({ target }) => target)).toEqual(['c', 'b']);
    const third = await log(`?limit=2&cursor=${second.next}`);
    expect([third.lines.map(({ target }) => target), third.next]).toEqual([['a'], null]);
    const between = '?from=2091-01-01T00:00:01.000Z&to=2091-01-01T00:00:03.000Z';
    expect((await log(between)).lines.map(({ target }) => target)).toEqual(['c', 'b']);
    expect(await actions('?actor=admin@masthead.local&target=c')).toEqual(['service.add']);
    expect(await actions('?actor=nobody@example.com')).toEqual([]);
    expect(await actions('?action=incident')).toEqual([]);
    expect(await actions('?action=service')).toHaveLength(5);
    for (const other of ['_______', 'SERVICE', 'serv']) expect(await actions(`?action=${other}`)).toEqual([]);
    expect(await actions('?from=2092-01-01T00:00:00.000Z')).toEqual([]);
    expect(await actions('?to=2090-01-01T00:00:00.000Z')).toEqual([]);
  });

  it('goes on past a page in which nothing was found', async () => {
    await addServices(relay, 'first');
    const stub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
    await runInDurableObject(stub, (_hub, { storage }) => {
      storage.sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${LOOKED_AT + 5})
         INSERT INTO audit (at, actor_kind, actor, action, outcome)
         SELECT '2091-01-01T00:00:00.000Z', 'clock', '', 'noise', 'done' FROM n`,
      );
    });
    const empty = await log('?target=first');
    expect(empty.lines).toEqual([]);
    expect((await log(`?target=first&cursor=${empty.next}`)).lines).toHaveLength(1);
    const exported = await relay.ask('GET', '/api/v1/audit/export?target=first', { as: 'admin' });
    expect((await exported.text()).trim().split('\n')).toHaveLength(1);
  });

  it.each(['cursor=x', 'limit=0', 'limit=501', 'outcome=maybe', 'from=yesterday', 'action=%25'])(
    'refuses %s by name',
    async (query) => {
      const answer = await relay.ask('GET', `/api/v1/audit?${query}`, { as: 'admin' });
      expect([answer.status, await codeOf(answer)]).toEqual([400, 'invalid_query']);
    },
  );

  it('has no call and no errand that changes or deletes a line', () => {
    const calls = Object.entries(apiTable).filter(([, { path }]) => path.startsWith('/api/v1/audit'));
    expect(calls.map(([, { method }]) => method)).toEqual(['GET', 'GET']);
    expect(Object.keys(errands).filter((name) => /audit/i.test(name))).toEqual([
      'listAudit',
      'noteAuditExport',
    ]);
  });
});

describe('an export of the audit log', () => {
  const exported = async (query = '') => relay.ask('GET', `/api/v1/audit/export${query}`, { as: 'admin' });

  it('holds every line as JSON lines, and is itself a line of the log', async () => {
    for (let number = 0; number < 1_005; number += 1) {
      const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
      await hub.run('noteAuditExport', localPerson('admin'), { number });
    }
    const answer = await exported('?action=audit.export');
    expect(answer.headers.get('Content-Type')).toBe('application/jsonl; charset=utf-8');
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditLine);
    expect(lines.map(({ detail }) => detail?.['number'])).toEqual(
      Array.from({ length: 1_005 }, (_, index) => 1_004 - index),
    );
    expect((await log()).lines[0]).toMatchObject({
      action: 'audit.export',
      actor: { id: 'admin@masthead.local' },
      detail: { format: 'jsonl', action: 'audit.export' },
    });
  });

  it('as CSV holds nothing that a spreadsheet would run', async () => {
    const hub = relay.env.HUB.get(relay.env.HUB.idFromName('hub'));
    const evil = { ...localPerson('stakeholder'), id: '=cmd|calc!A1' };
    await hub.run('noteRefusal', evil, '@SUM(1,2)\r\n"', {});
    const answer = await exported('?format=csv&outcome=refused');
    expect(answer.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(await answer.text()).toBe(
      'at,actorKind,actor,action,target,outcome,detail\r\n' +
        `2091-01-01T00:00:00.000Z,person,'=cmd|calc!A1,call,"'@SUM(1,2)\r\n""",refused,{}\r\n`,
    );
  });

  it('knows two formats', async () => {
    expect(await codeOf(await exported('?format=xml'))).toBe('invalid_query');
  });
});
