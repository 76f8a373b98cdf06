import { runInDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { connect, until } from '../browser.ts';
import { admin, at, hub, liaison, open, organise, person, readingOf, useRelay } from '../relay.ts';

useRelay();

const tell = (role: 'stakeholder' | 'liaison', isActive = true, id = liaison.id) =>
  hub().runAndTell('replacePerson', admin, id, { name: 'Somebody', role, isActive });

async function signIn(): Promise<void> {
  const code = { hash: 'code', seed: 'seed', role: 'liaison', expiresAt: at(60_000) } as const;
  await hub().createSignInCode(admin, code, null);
  await hub().run('startSession', 'code', 'session');
}

describe('somebody whose account changes', () => {
  it('has the new role from the next call on', async () => {
    await signIn();
    await tell('stakeholder');
    expect(await hub().run('readSession', 'session', false)).toMatchObject({
      role: 'stakeholder',
      name: 'Somebody',
    });
  });

  it('is sent to another view where it is not theirs any more, and nobody else is', async () => {
    await organise();
    await signIn();
    const [lia, ann] = await Promise.all([connect(liaison), connect(person('ann'))]);
    expect(await tell('stakeholder')).toMatchObject({ pending: 0 });
    await until(() => expect(lia.closeCode).toBe(4008));
    expect(ann.closeCode).toBeNull();
    expect((await readingOf({ ...liaison, role: 'stakeholder' })).viewKey).toBe('s:');
  });

  it('is out at once where they are removed: session, socket and ticket', async () => {
    await signIn();
    const lia = await connect(liaison);
    expect(await hub().runAndTell('removePerson', admin, liaison.id)).toMatchObject({
      pending: 0,
      result: { status: 204 },
    });
    await until(() => expect(lia.closeCode).toBe(4403));
    expect(await hub().run('readSession', 'session', false)).toBeNull();
    expect(await hub().readPlace(liaison)).toMatchObject({ rejected: expect.any(String) });
    // Back again, the old session stays ended.
    await tell('liaison');
    expect(await hub().run('readSession', 'session', false)).toBeNull();
  });

  it('counts in nobody’s reach any more', async () => {
    await organise();
    await signIn();
    await connect(liaison);
    const incident = await open('Payments fail', ['board']);
    const people = async () => {
      const reach = await hub().readReach(incident.id, null);
      return 'rejected' in reach ? reach.rejected : reach.unreached.map(({ id }) => id).toSorted();
    };
    expect(await people()).toContain('ann@example.com');
    const told = { name: 'Ann', role: 'stakeholder', isActive: true } as const;
    await hub().run('addPerson', admin, { id: 'ann@example.com', role: 'stakeholder' }, null);
    await hub().run('replacePerson', admin, 'ann@example.com', { ...told, isActive: false });
    expect(await people()).not.toContain('ann@example.com');
    await hub().run('replacePerson', admin, 'ann@example.com', told);
    expect(await people()).toContain('ann@example.com');
  });

  it('is written down, with what was and what is', async () => {
    await signIn();
    await tell('stakeholder');
    await hub().run('removePerson', admin, liaison.id);
    const lines = await runInDurableObject(hub(), (_hub, { storage }) =>
      storage.sql
        .exec<{ detail: string }>(
          "SELECT actor, action, target, outcome, detail FROM audit WHERE action LIKE 'person.%'",
        )
        .toArray(),
    );
    const line = { actor: admin.id, target: liaison.id, outcome: 'done' };
    const changed = { role: { from: 'liaison', to: 'stakeholder' } };
    expect(lines).toMatchObject([
      { ...line, action: 'person.change' },
      { ...line, action: 'person.remove' },
    ]);
    expect(JSON.parse(lines[0]?.detail ?? '')).toMatchObject({ changed });
  });

  it('is sent to another view where the company’s groups say another role', async () => {
    const claims = {
      issuer: 'https://id.example.com',
      subject: 'lia-1',
      person: 'lia@example.com',
      name: 'Lia',
      groups: [],
      provenAt: null,
    };
    let sessions = 0;
    const comes = (role: 'liaison' | 'stakeholder') =>
      hub().run('signIn', claims, { role, audiences: [] }, { mayJoin: true }, `session-${(sessions += 1)}`);
    await comes('liaison');
    const lia = { ...person('lia'), role: 'liaison' } as const;
    const browser = await connect(lia);
    await comes('liaison');
    expect(browser.closeCode).toBeNull();
    await comes('stakeholder');
    await until(() => expect(browser.closeCode).toBe(4008));
    const lines = await runInDurableObject(hub(), (_hub, { storage }) =>
      storage.sql.exec("SELECT action, detail FROM audit WHERE action LIKE 'person.%'").toArray(),
    );
    expect(lines.map(({ action }) => action)).toEqual(['person.add', 'person.change']);
  });
});
