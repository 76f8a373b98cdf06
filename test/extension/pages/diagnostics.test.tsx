import { noPolicy } from '../../../extension/data/policy.ts';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../extension/background/diagnose.ts';
import type { Diagnostics } from '../../../extension/data/diagnostics.ts';
import { DiagnosticsView } from '../../../extension/pages/diagnostics/diagnostics-view.tsx';
import { reportOf, reportText } from '../../../extension/pages/diagnostics/report.ts';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { plainStanding } from '../../../shared/core/standing.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { incident, update } from '../../ui/gallery/samples.ts';
import { diagnostics, facts } from '../../ui/gallery/settings-samples.ts';
import { silentHost } from './silent-host.ts';

const NOW = '2026-11-24T14:34:00.000Z';
const CANARY = 'canary';

/** A background in which everything that tells of people, pages and incidents bears the canary's name. */
async function fullOfCanaries(): Promise<Diagnostics> {
  const state = {
    ...emptyClientState,
    confirmedAt: NOW,
    view: {
      services: [{ id: 'canary_service', name: CANARY, description: CANARY, owner: CANARY, group: CANARY }],
      tools: [
        {
          id: 'crm',
          name: `${CANARY} CRM`,
          patterns: [`https://${CANARY}.example.com/*`],
          services: ['canary_service'],
          placement: 'top' as const,
        },
      ],
      incidents: [
        incident({
          id: 'inc_canary',
          title: CANARY,
          links: [{ label: CANARY, url: `https://${CANARY}.example.com/`, kind: 'chat' }],
          updates: [update({ message: CANARY, workaround: CANARY, customerMessage: CANARY, author: CANARY })],
        }),
      ],
      maintenances: [],
    },
    own: {
      acknowledged: { inc_canary: 1 },
      subscription: { ...emptySubscription, services: ['canary_service'], groups: [CANARY] },
      assigned: { services: ['canary_service'], groups: [CANARY] },
    },
  };
  return diagnose({
    state: () => state,
    standing: () => plainStanding({ ...state, now: NOW }),
    link: () => 'current',
    relayUrl: () => 'https://masthead.example.com',
    allowedToolIds: () => Promise.resolve(['crm']),
    clocks: { offsetMs: () => 120.4 },
    history: { changes: () => [{ at: NOW, link: 'current' }] },
    managed: () => ({ policy: noPolicy, receivedAt: null, problems: [] }),
    queue: {
      load: () =>
        Promise.resolve([{ incidentId: 'inc_canary', revision: 1, stage: 'displayed' as const, at: NOW }]),
    },
  });
}

describe('the report that is passed on', () => {
  it('holds no word of an incident, person, page, service or tool', async () => {
    const known = await fullOfCanaries();
    expect(known.tools[0]?.name).toContain(CANARY);
    const text = reportText(reportOf(facts, known));
    expect(text).not.toContain(CANARY);
    expect(text).toContain('"id": "crm"');
  });

  it('takes over nothing that it does not know by name', async () => {
    const known = { ...(await fullOfCanaries()), token: CANARY, person: CANARY };
    const more = { ...facts, tabs: [CANARY] };
    expect(reportText(reportOf(more, known))).not.toContain(CANARY);
  });

  it('says how the connection, the permissions and the cache are', async () => {
    const { background, permissions } = reportOf(facts, await fullOfCanaries());
    expect(permissions).toEqual({
      notifications: false,
      tools: [{ id: 'crm', isAllowed: true, isOn: true, placement: 'top' }],
    });
    expect(background).toMatchObject({
      connection: {
        link: 'current',
        confirmedAt: NOW,
        clockDifferenceMs: 120,
        history: [{ link: 'current' }],
      },
      held: { services: 1, tools: 1, incidents: 1, maintenances: 0 },
      receiptsWaiting: 1,
      policy: null,
    });
    expect(background?.held.bytes).toBeGreaterThan(500);
  });

  it('has what a policy got wrong', () => {
    const { background } = reportOf(facts, diagnostics);
    expect(background?.policy).toEqual(diagnostics.policy);
  });

  it('says what the browser knows where the background is silent', () => {
    expect(reportOf(facts, null)).toMatchObject({ extension: { version: '0.1.0' }, background: null });
  });
});

describe('the diagnostics page', () => {
  const host = { ...silentHost, readFacts: () => Promise.resolve(facts), saveFile: () => undefined };

  it('says since when the link is as it is, and how long it was otherwise', () => {
    const html = renderToString(<DiagnosticsView host={host} facts={facts} known={diagnostics} />);
    expect(html).toMatch(/Connected, since .*14:58/s);
    expect(html).toContain('less than 1 min');
    expect(html).toContain('The relay’s clock is 2.4 s behind this one');
  });

  it('claims no bar in a tool whose permission is missing', () => {
    const [, desk] = diagnostics.tools;
    const known = { ...diagnostics, tools: desk ? [desk] : [] };
    const html = renderToString(<DiagnosticsView host={host} facts={facts} known={known} />);
    expect(html).toMatch(/Help desk.*Not given.*None in this browser/s);
  });
});
