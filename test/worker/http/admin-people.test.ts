import { beforeEach, describe, expect, it } from 'vitest';
import { adminForm, fillIn, sendForm } from './admin-forms.ts';
import { type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
});

const get = async <Body>(path: string): Promise<Body> =>
  (await relay.ask('GET', path, { as: 'admin' })).json<Body>();
const people = async () =>
  (await get<{ people: { id: string; name: string; role: string; isActive: boolean }[] }>('/api/v1/people'))
    .people;
const ada = { id: 'Ada@Example.com', name: 'Ada', role: 'liaison' };

describe('people', () => {
  it('are added, changed, removed and let in again', async () => {
    expect((await fillIn(relay, '/admin/people/add', ada)).status).toBe(303);
    expect(await people()).toContainEqual(
      expect.objectContaining({ id: 'ada@example.com', name: 'Ada', role: 'liaison', isActive: true }),
    );
    const edit = '/admin/people/edit/ada%40example.com';
    expect((await fillIn(relay, edit, { role: 'stakeholder' })).status).toBe(303);
    expect(await people()).toContainEqual(expect.objectContaining({ name: 'Ada', role: 'stakeholder' }));
    expect((await fillIn(relay, '/admin/people/remove/ada%40example.com')).status).toBe(303);
    expect(await people()).toContainEqual(expect.objectContaining({ name: 'Ada', isActive: false }));
    await fillIn(relay, edit);
    expect(await people()).toContainEqual(expect.objectContaining({ name: 'Ada', isActive: true }));
  });

  it('come back as they were typed', async () => {
    const response = await fillIn(relay, '/admin/people/add', { ...ada, id: 'no address' });
    expect(response.status).toBe(422);
    expect(await response.clone().text()).toContain('href="#person.id"');
    const again = await adminForm(response, '/admin/people/add');
    expect(Object.fromEntries(again.values)).toMatchObject({ ...ada, id: 'no address' });
  });

  it('are found by name, and a page at a time', async () => {
    for (let i = 0; i < 51; i += 1)
      await relay.ask('POST', '/api/v1/people', {
        as: 'admin',
        json: { id: `p${i}@example.com`, name: `P ${i}` },
      });
    const html = async (query: string) =>
      (await relay.ask('GET', `/admin/people${query}`, { as: 'admin' })).text();
    expect(await html('')).toContain('Next page');
    const found = await html('?q=p33');
    expect([found.includes('p33@example.com'), found.includes('p34@example.com')]).toEqual([true, false]);
  });

  it('in a file are shown first, and imported by the second button', async () => {
    const path = '/admin/people/import';
    const csv = 'email,name,role,audiences\nada@example.com,Ada,liaison,\n';
    const shown = await fillIn(relay, path, { csv });
    expect(await shown.clone().text()).toContain('ada@example.com');
    expect(await people()).not.toContainEqual(expect.objectContaining({ id: 'ada@example.com' }));
    const response = await sendForm(relay, await adminForm(shown, path));
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/admin/people?done=imported']);
    expect(await people()).toContainEqual(
      expect.objectContaining({ id: 'ada@example.com', role: 'liaison' }),
    );
  });

  it('are erased for good, by their address typed again', async () => {
    await fillIn(relay, '/admin/people/add', ada);
    const path = '/admin/people/erase/ada%40example.com';
    const edit = await (
      await relay.ask('GET', '/admin/people/edit/ada%40example.com', { as: 'admin' })
    ).text();
    for (const way of [path, '/api/v1/people/ada%40example.com/export'])
      expect(edit).toContain(`href="${way}"`);
    const refused = await fillIn(relay, path, { confirm: 'other@example.com' });
    expect([refused.status, (await refused.text()).includes('Nothing was changed')]).toEqual([422, true]);
    expect(await people()).toContainEqual(expect.objectContaining({ id: 'ada@example.com' }));
    const done = await fillIn(relay, path, { confirm: 'ada@example.com' });
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/admin/people?done=erased']);
    expect(await people()).not.toContainEqual(expect.objectContaining({ id: 'ada@example.com' }));
  });

  it('in a faulty file are told by their lines, and no button imports them', async () => {
    const path = '/admin/people/import';
    const shown = await fillIn(relay, path, { csv: 'email,name,role,audiences\nada@,Ada,boss,\n' });
    const html = await shown.clone().text();
    expect(html).toContain('The file cannot be taken');
    expect(html).not.toContain('value="import"');
    expect((await adminForm(shown, path)).values.get('csv')).toContain('ada@,Ada,boss');
  });
});

describe('a file of people that is chosen', () => {
  const path = '/admin/people/import';
  async function choose(content: BlobPart, text = ''): Promise<Response> {
    const form = await adminForm(await relay.ask('GET', path, { as: 'admin' }), path);
    const parts = new FormData();
    for (const [name, value] of form.values) if (name !== 'file') parts.append(name, value);
    parts.set('csv', text);
    parts.set('file', new File([content], 'people.csv', { type: 'text/csv' }));
    return relay.ask('POST', path, { as: 'admin', parts });
  }

  it('is shown first, and imported by the second button', async () => {
    const shown = await choose('\uFEFFemail,name\r\nada@example.com,"Ada, Ä"\r\n');
    expect(shown.status).toBe(200);
    expect(await people()).not.toContainEqual(expect.objectContaining({ id: 'ada@example.com' }));
    const response = await sendForm(relay, await adminForm(shown, path));
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/admin/people?done=imported']);
    expect(await people()).toContainEqual(expect.objectContaining({ id: 'ada@example.com', name: 'Ada, Ä' }));
  });

  it('comes back as text where a row is faulty', async () => {
    const shown = await choose('email\nada@\n');
    const html = await shown.clone().text();
    expect([html.includes('The file cannot be taken'), html.includes('value="import"')]).toEqual([
      true,
      false,
    ]);
    expect((await adminForm(shown, path)).values.get('csv')).toContain('ada@');
  });

  it('gives way to the text where none was chosen', async () => {
    expect(await (await choose('', 'email\nada@example.com\n')).text()).toContain('1 change');
  });

  it('is refused in another encoding, beyond its size, and in pieces', async () => {
    const latin = await choose(
      new Uint8Array([...new TextEncoder().encode('email,name\na@b.example,'), 0xe4]),
    );
    expect([latin.status, (await latin.text()).includes('must be in UTF-8')]).toEqual([400, true]);
    const large = await choose('x'.repeat(1024 * 1024 + 1));
    expect([large.status, (await large.text()).includes('may hold 1024 KiB')]).toEqual([413, true]);
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const torn = await relay.ask('POST', path, { as: 'admin', text: '--b\r\nno part', headers });
    expect(torn.status).toBe(422);
  });

  it('may be as large as by the API, whatever is in it', async () => {
    const form = await adminForm(await relay.ask('GET', path, { as: 'admin' }), path);
    const rows = Array.from({ length: 5_000 }, (_, i) => `p${i}@example.com,${'Ö'.repeat(60)}`);
    const shown = await sendForm(relay, form, { csv: ['email,name', ...rows].join('\n') });
    expect([shown.status, (await shown.text()).includes('5000 changes')]).toEqual([200, true]);
  });
});

describe('tokens', () => {
  it('are shown once and can be revoked', async () => {
    const made = await fillIn(relay, '/admin/tokens/add', { name: 'Bot', scopes: 'state:read' });
    const [token] = (await made.text()).match(/mh_[0-9a-z_]+/) ?? [];
    const state = () => relay.ask('GET', '/api/v1/state', { headers: { Authorization: `Bearer ${token}` } });
    expect((await state()).status).toBe(200);
    const html = await (await relay.ask('GET', '/admin/tokens', { as: 'admin' })).text();
    expect([html.includes('Bot'), html.includes(token ?? 'no token')]).toEqual([true, false]);
    const { tokens } = await get<{ tokens: { id: string }[] }>('/api/v1/tokens');
    expect((await fillIn(relay, `/admin/tokens/revoke/${tokens[0]?.id}`)).status).toBe(303);
    expect((await state()).status).toBe(401);
  });

  it('without a scope come back as they were typed', async () => {
    const response = await fillIn(relay, '/admin/tokens/add', { name: 'Bot', days: 'soon', role: 'liaison' });
    expect(response.status).toBe(422);
    const html = await response.clone().text();
    for (const field of ['scopes', 'days']) expect(html).toContain(`href="#token.${field}"`);
    const { values } = await adminForm(response, '/admin/tokens/add');
    expect(Object.fromEntries(values)).toMatchObject({ name: 'Bot', days: 'soon', role: 'liaison' });
  });

  it('that end soon stand on the first page', async () => {
    await fillIn(relay, '/admin/tokens/add', { name: 'Bot', scopes: 'state:read', days: '7' });
    expect(await (await relay.ask('GET', '/admin', { as: 'admin' })).text()).toContain(
      '“Bot” ends within 14 days',
    );
  });
});

describe('settings', () => {
  it('are saved whole', async () => {
    const change = {
      receiptsKeptDays: '60',
      secondLiaisonFor: ['sev1', 'confidential'],
      mayAskForAccess: 'yes',
    };
    expect((await fillIn(relay, '/admin/settings', change)).status).toBe(303);
    expect(await get('/api/v1/settings')).toMatchObject({
      receiptsKeptDays: 60,
      auditKeptDays: 365,
      secondLiaisonFor: ['sev1', 'confidential'],
      mayAskForAccess: true,
    });
  });

  it('come back as they were typed', async () => {
    const before = await get('/api/v1/settings');
    const response = await fillIn(relay, '/admin/settings', { auditKeptDays: '3', receiptsKeptDays: '60' });
    expect(response.status).toBe(422);
    expect(await response.clone().text()).toContain('href="#settings.auditKeptDays"');
    expect((await adminForm(response, '/admin/settings')).values.get('receiptsKeptDays')).toBe('60');
    expect(await get('/api/v1/settings')).toEqual(before);
  });
});

describe('invitations', () => {
  it('are shown once and can be withdrawn', async () => {
    const made = await fillIn(relay, '/admin/invitations/add', { person: 'ada@example.com' });
    const [, secret] = (await made.text()).match(/sign-in#([\w.-]+)/) ?? [];
    const html = await (await relay.ask('GET', '/admin/invitations', { as: 'admin' })).text();
    expect([html.includes('ada@example.com'), html.includes(secret ?? 'ada')]).toEqual([true, false]);
    const list = () => get<{ invitations: { id: string }[] }>('/api/v1/invitations');
    const [{ id } = { id: '' }] = (await list()).invitations;
    expect((await fillIn(relay, `/admin/invitations/remove/${id}`)).status).toBe(303);
    expect((await list()).invitations).toEqual([]);
  });

  it('come back as they were typed', async () => {
    const response = await fillIn(relay, '/admin/invitations/add', { person: 'nobody', role: 'liaison' });
    expect(response.status).toBe(422);
    expect(await response.clone().text()).toContain('href="#invitation.person"');
    const { values } = await adminForm(response, '/admin/invitations/add');
    expect(Object.fromEntries(values)).toMatchObject({ person: 'nobody', role: 'liaison' });
  });
});

describe('the audit page', () => {
  const see = (query: string) => relay.ask('GET', `/admin/audit${query}`, { as: 'admin' });

  it('shows who did what, narrowed by its filters', async () => {
    await fillIn(relay, '/admin/services/add', { name: 'Checkout', id: 'checkout' });
    await fillIn(relay, '/admin/people/add', ada);
    const all = await (await see('')).text();
    expect([all.includes('checkout'), all.includes('ada@example.com')]).toEqual([true, true]);
    const narrowed = await (await see('?target=checkout')).text();
    expect([narrowed.includes('checkout</span>'), narrowed.includes('ada@example.com')]).toEqual([
      true,
      false,
    ]);
    expect(narrowed).toContain('/api/v1/audit/export?target=checkout&amp;format=csv');
  });

  it('takes a day for its first moment', async () => {
    await fillIn(relay, '/admin/services/add', { name: 'Checkout', id: 'checkout' });
    expect(await (await see('?from=2020-01-01')).text()).toContain('checkout</span>');
    expect(await (await see('?to=2020-01-01')).text()).toContain('Nothing matches');
  });

  it('says what is wrong with a filter, and keeps it', async () => {
    const response = await see('?from=yesterday');
    expect(response.status).toBe(400);
    const html = await response.text();
    expect([html.includes('role="alert"'), html.includes('value="yesterday"')]).toEqual([true, true]);
  });
});
