import { beforeEach, describe, expect, it, vi } from 'vitest';
import { runDurableObjectAlarm } from 'cloudflare:test';
import { formThat } from './forms.ts';
import { addServices, type Relay, startRelay } from './relay.ts';

let relay: Relay;
let draftId = '';

beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
  await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
  const rule = {
    services: [{ match: 'payments', id: 'checkout', impact: 'major_outage' }],
    severities: [{ match: 'critical', severity: 'sev1' }],
    audiences: ['board'],
  };
  const created = await relay.ask('POST', '/api/v1/sources', {
    as: 'admin',
    json: { name: 'Prometheus', kind: 'alertmanager', rule },
  });
  const { inboundUrl, secret } = await created.json<{ inboundUrl: string; secret: string }>();
  const headers = { Authorization: `Bearer ${secret}` };
  await relay.ask('POST', new URL(inboundUrl).pathname, { json: firing(), headers });
  const hub = relay.env.HUB.get(relay.env.HUB.idFromName(''));
  await vi.waitFor(async () => {
    await runDurableObjectAlarm(hub);
    const [draft] = await drafts();
    if (!draft) throw new Error('the webhook has not been read yet');
    draftId = draft.id;
  });
});

const drafts = async () =>
  (
    await (
      await relay.ask('GET', '/api/v1/drafts', { as: 'liaison' })
    ).json<{
      drafts: { id: string; status: string }[];
    }>()
  ).drafts;
const see = () => relay.ask('GET', '/console', { as: 'liaison' });

describe('a draft on the console', () => {
  it('is published as the rule would, for those whom the rule names', async () => {
    const form = await formThat(await see(), 'publish', draftId);
    const response = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/console?done=publish']);
    const list = await relay.ask('GET', '/api/v1/incidents', { as: 'liaison' });
    expect((await list.json<{ incidents: object[] }>()).incidents).toMatchObject([
      { severity: 'sev1', services: [{ id: 'checkout', impact: 'major_outage' }], audiences: ['board'] },
    ]);
    const toStakeholder = await relay.ask('GET', '/api/v1/incidents', { as: 'stakeholder' });
    expect(await toStakeholder.json()).toEqual({ incidents: [] });
  });

  it('is put aside', async () => {
    const form = await formThat(await see(), 'discard', draftId);
    expect((await relay.ask('POST', form.action, { as: 'liaison', form: form.values })).status).toBe(303);
    expect(await drafts()).toMatchObject([{ id: draftId, status: 'discarded' }]);
    await expect(see().then((page) => formThat(page, 'publish', draftId))).rejects.toThrow('no form');
  });

  it('keeps the liaison’s words where somebody else dealt with it', async () => {
    const form = await formThat(await see(), 'publish', draftId);
    await relay.ask('POST', `/api/v1/drafts/${draftId}/discard`, { as: 'liaison' });
    form.values.set('message', 'Words of a liaison.');
    const response = await relay.ask('POST', form.action, { as: 'liaison', form: form.values });
    expect(response.status).toBe(409);
    const again = await formThat(response, 'publish', draftId);
    expect(again.values.get('message')).toBe('Words of a liaison.');
  });
});

function firing() {
  const alert = {
    status: 'firing',
    labels: { alertname: 'PaymentsFail', service: 'payments', severity: 'critical' },
    annotations: { summary: 'Payments fail', description: 'Error rate is 40 %.' },
    startsAt: '2026-11-24T05:00:00.000Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'https://prometheus.example.com/graph',
    fingerprint: 'a1b2c3d4e5f60718',
  };
  return {
    version: '4',
    groupKey: '{}:{alertname="PaymentsFail"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'masthead',
    groupLabels: { alertname: 'PaymentsFail' },
    commonLabels: alert.labels,
    commonAnnotations: alert.annotations,
    externalURL: 'https://alertmanager.example.com',
    alerts: [alert],
  };
}
