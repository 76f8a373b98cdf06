import { beforeEach, describe, expect, it } from 'vitest';
import { formThat, type PageForm } from './forms.ts';
import { addServices, openIncident, ORIGIN, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout', 'search');
});

const see = () => relay.ask('GET', '/console', { as: 'liaison' });
const send = (form: PageForm, change: Record<string, string> = {}) => {
  const values = new URLSearchParams(form.values);
  for (const [name, value] of Object.entries(change)) values.set(name, value);
  return relay.ask('POST', form.action, { as: 'liaison', form: values });
};
const incidents = async (): Promise<Record<string, unknown>[]> => {
  const response = await relay.ask('GET', '/api/v1/incidents', { as: 'liaison' });
  return (await response.json<{ incidents: Record<string, unknown>[] }>()).incidents;
};

const words = { title: 'Payments fail', message: 'We are looking.', 'impact.checkout': 'major_outage' };

describe('the form to open an incident', () => {
  it('opens one and sends the browser on', async () => {
    const form = await formThat(await see(), 'open');
    const response = await send(form, { ...words, severity: 'sev1', linkUrl: 'https://meet.example.com/a' });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/console?done=open']);
    expect(await incidents()).toMatchObject([
      {
        title: 'Payments fail',
        severity: 'sev1',
        phase: 'investigating',
        services: [{ id: 'checkout', impact: 'major_outage' }],
        links: [{ label: 'meet.example.com', url: 'https://meet.example.com/a', kind: 'incident' }],
      },
    ]);
  });

  it('opens one only, however often it is sent', async () => {
    const form = await formThat(await see(), 'open');
    const statuses = [await send(form, words), await send(form, words)].map((response) => response.status);
    expect(statuses).toEqual([303, 303]);
    expect(await incidents()).toHaveLength(1);
  });

  it('comes back with every word and with the fault at its field', async () => {
    const form = await formThat(await see(), 'open');
    const typed = { ...words, title: '', nextUpdateMinutes: 'soon', linkUrl: 'javascript:alert(1)' };
    const response = await send(form, { ...typed, customerMessage: 'We know "it" & are <on> it.' });
    expect(response.status).toBe(422);
    const html = await response.clone().text();
    for (const field of ['title', 'nextUpdateMinutes', 'links'])
      expect(html).toContain(`id="open.${field}.fault"`);
    const again = await formThat(response, 'open');
    expect(Object.fromEntries(again.values)).toMatchObject({
      message: 'We are looking.',
      'impact.checkout': 'major_outage',
      nextUpdateMinutes: 'soon',
      customerMessage: 'We know "it" & are <on> it.',
    });
    expect(again.values.getAll('linkUrl')).toContain('javascript:alert(1)');
    expect(again.values.get('key')).not.toBe(form.values.get('key'));
    expect((await send(again, { title: 'Mended', nextUpdateMinutes: '', linkUrl: '' })).status).toBe(303);
  });

  it('can be meant for some only', async () => {
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
    const form = await formThat(await see(), 'open');
    expect(form.values.has('audiences')).toBe(false);
    await send(form, { ...words, audiences: 'board' });
    expect(await incidents()).toMatchObject([{ audiences: ['board'] }]);
  });
});

describe('the form to post an update', () => {
  it('leaves as it was what nobody touched', async () => {
    const { id } = await openIncident(relay);
    const form = await formThat(await see(), 'update', id);
    expect((await send(form, { message: 'Cause found.', phase: 'identified' })).status).toBe(303);
    expect(await incidents()).toMatchObject([
      {
        revision: 2,
        phase: 'identified',
        severity: 'sev2',
        services: [{ id: 'checkout', impact: 'partial_outage' }],
      },
    ]);
  });

  it('takes one more service in', async () => {
    const { id } = await openIncident(relay);
    const form = await formThat(await see(), 'update', id);
    await send(form, { message: 'Search too.', alsoService: 'search', alsoImpact: 'degraded_performance' });
    const [incident] = await incidents();
    expect(incident?.['services']).toEqual([
      { id: 'checkout', impact: 'partial_outage' },
      { id: 'search', impact: 'degraded_performance' },
    ]);
  });

  it('ends the incident by its other button', async () => {
    const { id } = await openIncident(relay);
    const form = await formThat(await see(), 'update', id);
    await send(form, { message: 'All works again.', resolve: 'yes' });
    expect(await incidents()).toMatchObject([{ phase: 'resolved' }]);
  });

  it('loses nobody’s words where somebody else was faster', async () => {
    const { id } = await openIncident(relay);
    const form = await formThat(await see(), 'update', id);
    await relay.ask('POST', `/api/v1/incidents/${id}/updates`, {
      as: 'liaison',
      json: { message: 'Faster.' },
    });
    const response = await send(form, { message: 'Slower words.' });
    expect(response.status).toBe(412);
    expect(await response.clone().text()).toContain('Somebody else has posted an update meanwhile');
    const again = await formThat(response, 'update', id);
    expect(again.values.get('message')).toBe('Slower words.');
    expect((await send(again)).status).toBe(303);
  });

  it('keeps words for an incident that was resolved meanwhile', async () => {
    const { id } = await openIncident(relay);
    const form = await formThat(await see(), 'update', id);
    const over = { message: 'Over.', phase: 'resolved' };
    await relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', json: over });
    const again = await formThat(await send(form, { message: 'Slower words.' }), 'update', id);
    expect(again.values.get('message')).toBe('Slower words.');
  });
});

describe('who may use the console', () => {
  it.each([
    [undefined, 401, 'Sign in to read this'],
    ['stakeholder', 403, 'This page is for liaisons'],
    ['liaison', 200, 'Open an incident'],
    ['admin', 200, 'Open an incident'],
  ] as const)('%s: %i', async (as, status, text) => {
    const response = await relay.ask('GET', '/console', { as });
    expect([response.status, (await response.text()).includes(text)]).toEqual([status, true]);
  });

  it('writes nothing for a stakeholder who knows the form', async () => {
    const form = await formThat(await see(), 'open');
    const values = new URLSearchParams([...form.values, ...Object.entries(words)]);
    expect((await relay.ask('POST', '/console', { as: 'stakeholder', form: values })).status).toBe(403);
    expect(await incidents()).toEqual([]);
  });

  it('writes nothing for a form on another site', async () => {
    const { url } = await (
      await relay.ask('POST', '/api/v1/sign-in-codes', { as: 'admin', json: { role: 'liaison' } })
    ).json<{ url: string }>();
    const session = await relay.ask('POST', '/session', {
      json: { code: url.split('#')[1] },
      headers: { Origin: ORIGIN },
    });
    const Cookie = session.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const form = await formThat(await relay.ask('GET', '/console', { headers: { Cookie } }), 'open');
    for (const [name, value] of Object.entries(words)) form.values.set(name, value);
    const from = (Origin: string) =>
      relay.ask('POST', '/console', { form: form.values, headers: { Cookie, Origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect(await incidents()).toEqual([]);
    expect((await from(ORIGIN)).status).toBe(303);
  });

  it.each([
    ['nothing known', { do: 'explode', key: 'k' }],
    ['no key', { do: 'open' }],
    ['no noun', { do: 'update', key: 'k', id: '../x' }],
  ])('refuses a form that says %s', async (_what, form) => {
    expect((await relay.ask('POST', '/console', { as: 'liaison', form })).status).toBe(422);
  });

  it('refuses a body that is no form', async () => {
    expect((await relay.ask('POST', '/console', { as: 'liaison', json: {} })).status).toBe(415);
  });
});
