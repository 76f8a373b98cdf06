import { beforeEach, describe, expect, it } from 'vitest';
import { formThat } from './forms.ts';
import { addServices, codeOf, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
  for (const [id, members] of [
    ['board', []],
    ['engineers', ['responder@masthead.local']],
  ] as const)
    await relay.ask('PUT', `/api/v1/audiences/${id}`, { as: 'admin', json: { name: id, members } });
});

const words = { title: 'Cards are refused', message: 'The provider answers with errors.' };
const write = (json: object, as: 'responder' | 'liaison' | 'stakeholder' = 'responder') =>
  relay.ask('POST', '/api/v1/drafts', { as, json });
const titles = async (as: 'responder' | 'liaison') => {
  const answer = await relay.ask('GET', '/api/v1/drafts', { as });
  const { drafts } = await answer.json<{ drafts: { written: { title: string } }[] }>();
  return drafts.map(({ written }) => written.title).toSorted();
};

describe('a responder', () => {
  it('writes a draft with no more than a title and a message', async () => {
    const written = await write(words);
    expect(written.status).toBe(201);
    expect(await written.json()).toMatchObject({
      kind: 'written',
      status: 'open',
      author: { id: 'responder@masthead.local', name: 'Responder' },
      written: words,
    });
    expect(await titles('liaison')).toEqual([words.title]);
  });

  it.each([
    ['no message', 'invalid_body', { title: 'Cards are refused' }],
    ['an unknown service', 'unknown_service', { ...words, services: [{ id: 'x', impact: 'operational' }] }],
    ['an unknown audience', 'unknown_audience', { ...words, audiences: ['nobody'] }],
    ['a field that is none', 'unknown_field', { ...words, publish: true }],
  ])('is refused with %s', async (_what, code, json) => {
    expect(await codeOf(await write(json))).toBe(code);
  });

  it('publishes nothing, and puts nothing aside', async () => {
    const { id } = await (await write(words)).json<{ id: string }>();
    const opening = { ...words, severity: 'sev2', services: [{ id: 'checkout', impact: 'major_outage' }] };
    for (const [place, json] of [
      [`drafts/${id}/publish`, opening],
      [`drafts/${id}/discard`, {}],
      ['incidents', opening],
    ] as const)
      expect(await codeOf(await relay.ask('POST', `/api/v1/${place}`, { as: 'responder', json }))).toBe(
        'forbidden',
      );
    expect(await titles('responder')).toEqual([words.title]);
  });

  it('sees drafts for everyone, for audiences they are in, and their own', async () => {
    await write({ ...words, title: 'for all' }, 'liaison');
    await write({ ...words, title: 'for engineers', audiences: ['engineers'] }, 'liaison');
    await write({ ...words, title: 'for the board', audiences: ['board'] }, 'liaison');
    await write({ ...words, title: 'own', audiences: ['board'] });
    expect(await titles('responder')).toEqual(['for all', 'for engineers', 'own']);
    expect(await titles('liaison')).toEqual(['for all', 'for engineers', 'for the board', 'own']);
  });

  it('finds no more room where a hundred drafts wait', async () => {
    for (let n = 0; n < 100; n += 1) expect((await write(words)).status).toBe(201);
    expect(await codeOf(await write(words))).toBe('catalogue_full');
  });
});

describe('a stakeholder', () => {
  it('neither writes nor learns of a draft', async () => {
    const state = async () => {
      const answer = await relay.ask('GET', '/api/v1/state', { as: 'stakeholder' });
      return [answer.headers.get('ETag'), (await answer.json<{ incidents: unknown }>()).incidents];
    };
    const before = await state();
    await write(words);
    expect(await state()).toEqual(before);
    expect(await codeOf(await write(words, 'stakeholder'))).toBe('forbidden');
    expect(await codeOf(await relay.ask('GET', '/api/v1/drafts', { as: 'stakeholder' }))).toBe('forbidden');
  });
});

describe('a liaison', () => {
  it('sees on the console whose draft it is, and publishes it in one step', async () => {
    const services = [{ id: 'checkout', impact: 'major_outage' }];
    const { id } = await (
      await write({ ...words, severity: 'sev1', services, audiences: ['board'] })
    ).json<{
      id: string;
    }>();
    const page = await relay.ask('GET', '/console', { as: 'liaison' });
    expect(await page.clone().text()).toContain('From <bdi>Responder</bdi>');
    const form = await formThat(page, 'publish', id);
    const sent = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(sent.headers.get('Location')).toBe('/console?done=publish');
    const list = await relay.ask('GET', '/api/v1/incidents', { as: 'liaison' });
    expect((await list.json<{ incidents: object[] }>()).incidents).toMatchObject([
      { title: words.title, severity: 'sev1', services, audiences: ['board'] },
    ]);
    expect(await codeOf(await relay.ask('POST', `/api/v1/drafts/${id}/discard`, { as: 'liaison' }))).toBe(
      'draft_closed',
    );
  });

  it('publishes to everyone what was drafted for a few only where that is said', async () => {
    const { id } = await (await write({ ...words, audiences: ['board'] })).json<{ id: string }>();
    const services = [{ id: 'checkout', impact: 'major_outage' }];
    const opening = { ...words, severity: 'sev2', services };
    const publish = (json: object) =>
      relay.ask('POST', `/api/v1/drafts/${id}/publish`, { as: 'liaison', json });
    expect(await codeOf(await publish(opening))).toBe('everyone_not_said');
    const form = await formThat(await relay.ask('GET', '/console', { as: 'liaison' }), 'publish', id);
    form.values.delete('audiences');
    form.values.set('impact.checkout', 'major_outage');
    const sent = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(sent.status).toBe(422);
    form.values.set('everyone', 'yes');
    form.values.set('key', 'another-key');
    const again = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(again.headers.get('Location')).toBe('/console?done=publish');
    const list = await relay.ask('GET', '/api/v1/incidents', { as: 'stakeholder' });
    expect((await list.json<{ incidents: object[] }>()).incidents).toHaveLength(1);
  });
});
