import { beforeEach, describe, expect, it } from 'vitest';
import type { AccessRequest } from '../../../shared/protocol/access-requests.ts';
import { formThat } from './forms.ts';
import { addServices, codeOf, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
let hidden = '';
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
  for (const id of ['board', 'legal'])
    await relay.ask('PUT', `/api/v1/audiences/${id}`, { as: 'admin', json: { name: id, members: [] } });
  hidden = (await openIncident(relay, { title: 'A secret', audiences: ['board', 'legal'] })).id;
  await allow(true);
});

const MISSING = `inc_${'0'.repeat(32)}`;
const allow = (mayAskForAccess: boolean) =>
  relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { mayAskForAccess } });
const see = (id: string, more = '') => relay.ask('GET', `/incidents/${id}${more}`, { as: 'stakeholder' });
const askByForm = (id: string, reason = 'I answer for it.') =>
  relay.ask('POST', `/incidents/${id}`, { as: 'stakeholder', form: { reason } });
const ask = (id: string, json: object = {}, headers: Record<string, string> = {}) =>
  relay.ask('POST', `/api/v1/incidents/${id}/access-requests`, { as: 'stakeholder', json, headers });
const requests = async (): Promise<AccessRequest[]> => {
  const answer = await relay.ask('GET', '/api/v1/access-requests', { as: 'liaison' });
  return (await answer.json<{ requests: AccessRequest[] }>()).requests;
};
const decide = (id: string, what: 'grant' | 'decline', json: object = {}) =>
  relay.ask('POST', `/api/v1/access-requests/${id}/${what}`, { as: 'liaison', json });

/** All that a visitor gets, byte for byte. */
async function bytesOf(response: Response): Promise<string> {
  return JSON.stringify([response.status, [...response.headers], await response.text()]);
}

describe('the page of an incident that one may not read', () => {
  it('is the page of one that there is not, before asking and after', async () => {
    const before = await bytesOf(await see(MISSING));
    expect(before).toContain('Ask for access');
    expect(await bytesOf(await see(hidden))).toBe(before);

    const [toHidden, toMissing] = [await askByForm(hidden), await askByForm(MISSING)];
    expect(toHidden.headers.get('Location')).toBe(`/incidents/${hidden}?asked`);
    expect((await bytesOf(toHidden)).replaceAll(hidden, MISSING)).toBe(await bytesOf(toMissing));
    expect(await bytesOf(await see(hidden, '?asked'))).toBe(await bytesOf(await see(MISSING, '?asked')));
    expect(await bytesOf(await see(hidden))).toBe(before);
  });

  it('is told apart by no answer of the API either', async () => {
    const [toHidden, toMissing] = [await ask(hidden), await ask(MISSING)];
    expect(await bytesOf(toHidden)).toBe(await bytesOf(toMissing));
    expect(toHidden.status).toBe(202);
  });

  it('is plain where the organisation does not allow asking', async () => {
    await allow(false);
    const page = await bytesOf(await see(hidden));
    expect(page).not.toContain('Ask for access');
    expect(await bytesOf(await see(MISSING))).toBe(page);
    for (const id of [hidden, MISSING]) {
      expect((await askByForm(id)).status).toBe(404);
      expect(await codeOf(await ask(id))).toBe('not_found');
    }
    await allow(true);
    expect(await requests()).toEqual([]);
  });
});

describe('a request for access', () => {
  it('is seen by liaisons where there is such an incident', async () => {
    await ask(MISSING, { reason: 'guessing' });
    await ask(hidden, { reason: 'I answer for it.' });
    expect(await requests()).toMatchObject([
      {
        person: { id: 'stakeholder@masthead.local' },
        reason: 'I answer for it.',
        incidentId: hidden,
        title: 'A secret',
        audiences: ['board', 'legal'],
      },
    ]);
    for (const as of ['stakeholder', 'responder'] as const)
      expect(await codeOf(await relay.ask('GET', '/api/v1/access-requests', { as }))).toBe('forbidden');
  });

  it('is granted by adding the person to one of its audiences', async () => {
    await ask(hidden);
    const [request] = await requests();
    const id = request?.id ?? '';
    expect(await codeOf(await decide(id, 'grant'))).toBe('unknown_audience');
    expect(await codeOf(await decide(id, 'grant', { audience: 'sales' }))).toBe('unknown_audience');
    expect((await see(hidden)).status).toBe(404);
    expect((await decide(id, 'grant', { audience: 'legal' })).status).toBe(204);
    const page = await see(hidden);
    expect([page.status, (await page.text()).includes('A secret')]).toEqual([200, true]);
    expect(await requests()).toEqual([]);
    expect(await codeOf(await decide(id, 'grant', { audience: 'legal' }))).toBe('not_found');
  });

  it('is granted by an admin alone where two people are demanded for what is confidential', async () => {
    await ask(hidden);
    const json = { mayAskForAccess: true, secondLiaisonFor: ['confidential'] };
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json });
    const id = (await requests())[0]?.id ?? '';
    expect(await codeOf(await decide(id, 'grant', { audience: 'legal' }))).toBe('second_liaison');
    expect((await see(hidden)).status).toBe(404);
    const granted = await relay.ask('POST', `/api/v1/access-requests/${id}/grant`, {
      as: 'admin',
      json: { audience: 'legal' },
    });
    expect(granted.status).toBe(204);
    expect((await see(hidden)).status).toBe(200);
  });

  it('is declined, and may be made again', async () => {
    await ask(hidden);
    const [request] = await requests();
    expect((await decide(request?.id ?? '', 'decline')).status).toBe(204);
    expect(await requests()).toEqual([]);
    expect((await see(hidden)).status).toBe(404);
    await ask(hidden);
    expect(await requests()).toHaveLength(1);
  });

  it('for what one may read is nothing', async () => {
    const { id } = await openIncident(relay);
    expect((await ask(id)).status).toBe(202);
    expect(await requests()).toEqual([]);
  });

  it('is one of ten a day, whether there is such an incident or not', async () => {
    for (let n = 0; n < 10; n += 1) expect((await ask(`inc_${n}`)).status).toBe(202);
    expect((await ask('inc_9')).status).toBe(202);
    for (const id of [hidden, MISSING]) expect(await codeOf(await ask(id))).toBe('asked_too_often');
    expect((await askByForm(hidden)).status).toBe(429);
  });

  it('is noted once under one key, and refused with hidden characters', async () => {
    const headers = { 'Idempotency-Key': 'ask-1' };
    await ask(hidden, {}, headers);
    const [request] = await requests();
    await decide(request?.id ?? '', 'decline');
    expect((await ask(hidden, {}, headers)).status).toBe(202);
    expect(await requests()).toEqual([]);
    expect(await codeOf(await ask(hidden, { reason: 'a\u202eb' }))).toBe('unsafe_text');
  });
});

describe('the console', () => {
  const console = () => relay.ask('GET', '/console', { as: 'liaison' });

  it('shows who asks, and adds them', async () => {
    await ask(hidden, { reason: '<b>urgent</b>' });
    const [request] = await requests();
    const page = await console();
    expect(await page.clone().text()).toContain('&lt;b>urgent&lt;/b>');
    const form = await formThat(page, 'grant', request?.id);
    form.values.set('audience', 'board');
    const sent = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(sent.headers.get('Location')).toBe('/console?done=grant');
    expect((await see(hidden)).status).toBe(200);
  });

  it('says why a decision could not be taken', async () => {
    await ask(hidden);
    const [request] = await requests();
    const form = await formThat(await console(), 'decline', request?.id);
    await decide(request?.id ?? '', 'decline');
    const sent = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect([sent.status, (await sent.text()).includes('There is no such request')]).toEqual([404, true]);
  });
});

describe('the overview of the admin pages', () => {
  it('says how many ask for access and how much waits for a second liaison', async () => {
    const overview = async () => (await relay.ask('GET', '/admin', { as: 'admin' })).text();
    expect(await overview()).not.toContain('See the console');
    await ask(hidden);
    await ask(MISSING);
    expect(await overview()).toContain('1 request for access to confidential incidents.');
    const secondLiaisonFor = ['confidential'];
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { secondLiaisonFor } });
    await openIncident(relay, { audiences: ['board'] });
    expect(await overview()).toContain('1 publication waits for a second liaison.');
  });
});

describe('what waits for a second liaison', () => {
  const opening = {
    title: 'Payments fail',
    severity: 'sev1',
    services: [{ id: 'checkout', impact: 'major_outage' }],
    message: 'We are looking into it.',
  };

  it('is shown with all that would be published, where its links lead included', async () => {
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { secondLiaisonFor: ['sev1'] } });
    const links = [{ label: 'Status', url: 'https://status.example.org/now', kind: 'other' }];
    const json = { ...opening, links, workaround: 'Pay by card.', customerMessage: 'We know.' };
    expect((await relay.ask('POST', '/api/v1/incidents', { as: 'liaison', json })).status).toBe(202);
    const page = await (await relay.ask('GET', '/console', { as: 'admin' })).text();
    for (const said of [
      'Status: https://status.example.org/now',
      'checkout: major_outage',
      'Pay by card.',
      'We know.',
    ])
      expect(page).toContain(said);
  });

  it('is asked for and decided on the console, without a script', async () => {
    await relay.ask('PUT', '/api/v1/settings', { as: 'admin', json: { secondLiaisonFor: ['sev1'] } });
    const form = await formThat(await relay.ask('GET', '/console', { as: 'liaison' }), 'open');
    form.values.set('title', opening.title);
    form.values.set('severity', 'sev1');
    form.values.set('impact.checkout', 'major_outage');
    form.values.set('message', opening.message);
    const sent = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(sent.headers.get('Location')).toBe('/console?done=asked');

    const own = await relay.ask('GET', '/console?done=asked', { as: 'liaison' });
    expect(await own.clone().text()).toContain('Another liaison has to confirm it.');
    await expect(formThat(own.clone(), 'confirm')).rejects.toThrow('no form');
    expect((await formThat(own, 'refuse')).action).toBe('/console');

    const others = await relay.ask('GET', '/console', { as: 'admin' });
    expect(await others.clone().text()).toContain('We are looking into it.');
    const confirm = await formThat(others, 'confirm');
    const done = await relay.ask('POST', confirm.action, { as: 'admin', form: confirm.values });
    expect(done.headers.get('Location')).toBe('/console?done=confirm');
    const list = await relay.ask('GET', '/api/v1/incidents', { as: 'stakeholder' });
    expect((await list.json<{ incidents: object[] }>()).incidents).toMatchObject([{ title: opening.title }]);
  });
});
