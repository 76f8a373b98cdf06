import { beforeEach, describe, expect, it } from 'vitest';
import { adminForm, fillIn, sendForm } from './admin-forms.ts';
import { addServices, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout', 'search');
});

const list = async (noun: string): Promise<Record<string, unknown>[]> => {
  const response = await relay.ask('GET', `/api/v1/${noun}`, { as: 'admin' });
  return (await response.json<Record<string, Record<string, unknown>[]>>())[noun] ?? [];
};

describe.each([
  ['services', { name: 'Billing', id: 'billing', owner: 'Payments' }, { name: '' }, 'service.name'],
  [
    'tools',
    { name: 'CRM', id: 'crm', patterns: 'https://crm.example.com/*', services: ['checkout', 'search'] },
    { patterns: 'crm.example.com' },
    'tool.patterns',
  ],
  [
    'audiences',
    { name: 'Board', id: 'board', members: 'Ada@Example.com\nben@example.com', services: 'checkout' },
    { members: 'ada@example.com\nnobody' },
    'audience.members',
  ],
  [
    'sources',
    {
      name: 'Alerts',
      id: 'alerts',
      serviceWord: 'shop',
      serviceId: 'checkout',
      serviceImpact: 'major_outage',
    },
    { flapMinutes: 'soon' },
    'source.flapMinutes',
  ],
] as const)('%s', (noun, good, bad, field) => {
  const fields = good as unknown as Record<string, string | string[]>;
  const add = `/admin/${noun}/add`;
  const edit = `/admin/${noun}/edit/${good.id}`;

  it('are added, changed and removed', async () => {
    expect((await fillIn(relay, add, fields)).status).toBe(noun === 'sources' ? 200 : 303);
    expect(await list(noun)).toContainEqual(expect.objectContaining({ id: good.id, name: good.name }));
    const before = (await list(noun)).find(({ id }) => id === good.id);

    const saved = await fillIn(relay, edit, { name: 'Another name' });
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, `/admin/${noun}?done=saved`]);
    const after = (await list(noun)).find(({ id }) => id === good.id);
    expect(after).toEqual({ ...before, name: 'Another name' });

    const gone = await fillIn(relay, `/admin/${noun}/remove/${good.id}`);
    expect([gone.status, gone.headers.get('Location')]).toEqual([303, `/admin/${noun}?done=removed`]);
    expect((await list(noun)).map(({ id }) => id)).not.toContain(good.id);
  });

  it('are added once, however often the form is sent', async () => {
    const form = await adminForm(await relay.ask('GET', add, { as: 'admin' }), add);
    const { id, ...rest } = fields;
    const [first, again] = [await sendForm(relay, form, rest), await sendForm(relay, form, rest)];
    expect([id, first.status]).toEqual([good.id, again.status]);
    expect((await list(noun)).filter(({ name }) => name === good.name)).toHaveLength(1);
  });

  it('come back as they were typed, with the fault at its field', async () => {
    const before = await list(noun);
    const response = await fillIn(relay, add, { ...fields, ...bad });
    expect(response.status).toBe(422);
    const html = await response.clone().text();
    expect(html).toContain('<title>Error: ');
    expect(html).toContain(`href="#${field}"`);
    expect(html).toContain(`id="${field}.fault"`);
    const again = await adminForm(response, add);
    for (const [name, value] of Object.entries({ ...fields, ...bad }))
      expect([name, again.values.getAll(name)]).toEqual([name, expect.arrayContaining([value].flat())]);
    expect(await list(noun)).toEqual(before);
    expect((await sendForm(relay, again, { ...fields, flapMinutes: '5' })).status).toBeLessThan(400);
  });

  it('that are not there have no page', async () => {
    for (const what of ['edit', 'remove'])
      expect((await relay.ask('GET', `/admin/${noun}/${what}/nothing`, { as: 'admin' })).status).toBe(404);
  });
});

describe('a thing that is still in use', () => {
  it('stays, and the page says what uses it', async () => {
    const { id } = await openIncident(relay);
    const response = await fillIn(relay, '/admin/services/remove/checkout');
    expect(response.status).toBe(409);
    expect(await response.text()).toContain(`Still in use by incident &quot;${id}&quot;`);
    expect((await list('services')).map((service) => service['id'])).toContain('checkout');
  });
});

describe('an id that is taken', () => {
  it('is refused, and nothing is replaced', async () => {
    const response = await fillIn(relay, '/admin/services/add', { name: 'Mine', id: 'checkout' });
    expect(response.status).toBe(409);
    expect((await list('services')).map(({ name }) => name)).not.toContain('Mine');
  });
});

describe('a source', () => {
  it('is shown its address and secret once, and again only to the same form', async () => {
    const path = '/admin/sources/add';
    const form = await adminForm(await relay.ask('GET', path, { as: 'admin' }), path);
    const first = await (await sendForm(relay, form, { name: 'Alerts' })).text();
    const again = await (await sendForm(relay, form, { name: 'Alerts' })).text();
    const secrets = (html: string) => html.match(/[0-9a-f]{40,}/g);
    expect(secrets(first)?.length).toBeGreaterThan(1);
    expect(secrets(again)).toEqual(secrets(first));
    const id = String((await list('sources'))[0]?.['id']);
    for (const seen of ['/admin/sources', `/admin/sources/edit/${id}`]) {
      const html = await (await relay.ask('GET', seen, { as: 'admin' })).text();
      for (const secret of secrets(first) ?? []) expect(html).not.toContain(secret);
    }
  });

  it('that shows a wrong secret stands on the first page', async () => {
    const made = await relay.ask('POST', '/api/v1/sources', {
      as: 'admin',
      json: { name: 'Alerts', kind: 'alertmanager' },
    });
    const { inboundUrl } = await made.json<{ inboundUrl: string }>();
    await relay.ask('POST', new URL(inboundUrl).pathname, {
      json: {},
      headers: { Authorization: 'Bearer x' },
    });
    const html = await (await relay.ask('GET', '/admin', { as: 'admin' })).text();
    expect(html).toContain('“Alerts” shows a wrong secret');
  });
});

describe('an audience', () => {
  it('can include another', async () => {
    await fillIn(relay, '/admin/audiences/add', { name: 'Board', id: 'board', members: 'ada@example.com' });
    await fillIn(relay, '/admin/audiences/add', { name: 'All heads', id: 'heads', includes: 'board' });
    expect(await list('audiences')).toContainEqual(
      expect.objectContaining({ id: 'heads', includes: ['board'] }),
    );
  });
});

describe('names that look like markup', () => {
  it('stay text', async () => {
    await fillIn(relay, '/admin/services/add', { name: '<img src=x onerror=alert(1)>', id: 'odd' });
    for (const path of [
      '/admin',
      '/admin/services',
      '/admin/services/edit/odd',
      '/admin/services/remove/odd',
    ]) {
      const html = await (await relay.ask('GET', path, { as: 'admin' })).text();
      expect(html).not.toContain('<img');
    }
  });
});
