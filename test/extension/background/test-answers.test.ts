import { describe, expect, it } from 'vitest';
import { answer, type AnswerPorts } from '../../../extension/background/answers.ts';
import type { Request } from '../../../extension/data/messages.ts';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { plainStanding } from '../../../shared/core/standing.ts';
import { withTestIncident } from '../../../shared/core/test-incident.ts';

const NOW = '2026-11-24T14:02:00.000Z';
const run = { from: NOW, until: '2026-11-24T14:03:00.000Z' };
const about = { incidentId: 'test_incident', revision: 1 };
const everything: Request[] = [
  { type: 'banner_displayed', ...about },
  { type: 'open_incident', incidentId: about.incidentId, url: null },
  { type: 'incidents_opened', incidents: [{ id: about.incidentId, revision: 1 }] },
  { type: 'send_signal', incidentId: about.incidentId, kind: 'affected' },
  { type: 'hide_here', incidentId: about.incidentId },
  { type: 'snooze', incidentId: about.incidentId },
  { type: 'show_again', incidentId: about.incidentId },
  { type: 'acknowledge', ...about },
];

/** A background in which a test runs. Whatever is not named here throws when it is touched: stores, the relay, tabs. */
function background() {
  const seen = { receipts: 0, ended: 0, statusPages: 0 };
  const standing = plainStanding({ ...emptyClientState, now: NOW });
  const ports = {
    state: () => emptyClientState,
    standing: () => withTestIncident(standing, run, { title: 'Test', message: 'An example.' }),
    addReceipts: async (receipts: readonly unknown[]) => {
      seen.receipts += receipts.length;
    },
    test: { end: async () => void (seen.ended += 1) },
    openStatusPage: async () => void (seen.statusPages += 1),
  } satisfies Partial<AnswerPorts>;
  const ask = (request: Request) =>
    answer({ request, tabId: 7, pageUrl: 'https://crm.example.com/' }, ports as unknown as AnswerPorts);
  return { ask, seen };
}

describe('the test incident', () => {
  it.each(everything)('becomes no receipt, is sent nowhere and kept nowhere by $type', async (request) => {
    const { ask, seen } = background();
    await ask(request);
    expect(seen.receipts).toBe(0);
  });

  it('ends where it is acknowledged, put off or hidden, and by nothing else', async () => {
    const ends: string[] = [];
    for (const request of everything) {
      const { ask, seen } = background();
      await ask(request);
      if (seen.ended > 0) ends.push(request.type);
    }
    expect(ends).toEqual(['hide_here', 'snooze', 'acknowledge']);
  });

  it('has no page of its own: its details are the status page', async () => {
    const { ask, seen } = background();
    await ask({ type: 'open_incident', incidentId: about.incidentId, url: null });
    expect(seen.statusPages).toBe(1);
  });
});
