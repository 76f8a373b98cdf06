import { describe, expect, it } from 'vitest';
import { answer, type AnswerPorts } from '../../../extension/background/answers.ts';
import { loadChoices } from '../../../extension/background/choices.ts';
import { storedHidden } from '../../../extension/background/hidden.ts';
import type { Request } from '../../../extension/data/messages.ts';
import { fleetRules, type ManagedPolicy, readPolicy } from '../../../extension/data/policy.ts';
import { type ClientState, emptyClientState } from '../../../shared/core/client-state.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { diagnostics } from '../../ui/gallery/settings-samples.ts';
import { incident, services, tool } from './support/examples.ts';
import { silentPairing } from './support/silent-pairing.ts';
import { FakeStorage } from './support/fake-storage.ts';

const NOW = '2026-11-24T14:02:00.000Z';
const link = { label: 'Bridge', url: 'https://meet.example.com/1', kind: 'bridge' as const };

async function background(
  incidents: IncidentView[] = [incident({ links: [link] })],
  { canBeSeen = true, policy = {} }: { canBeSeen?: boolean; policy?: object } = {},
) {
  const managed: ManagedPolicy = { ...readPolicy(policy), receivedAt: NOW };
  let state: ClientState = {
    ...emptyClientState,
    confirmedAt: NOW,
    view: { services, tools: [tool()], incidents, maintenances: [] },
  };
  const seen = {
    receipts: [] as string[],
    tabs: [] as string[],
    told: [] as object[],
    awaySeen: 0,
    written: [] as object[],
    pagesTold: 0,
  };
  const choices = await loadChoices(new FakeStorage());
  const ports: AnswerPorts = {
    state: () => state,
    setState: async (next) => {
      state = next;
    },
    link: () => 'current',
    standing: () => ({
      ...state,
      attention: choices.current().attention,
      tools: choices.current().tools,
      fleet: fleetRules(managed.policy),
      now: NOW,
    }),
    confirmedAt: () => state.confirmedAt,
    choices,
    repaint: async () => {},
    forgetShown: () => {},
    writes: {
      async put(path, body) {
        seen.written.push({ path, body });
        return { ok: true };
      },
    },
    presence: {
      away: () => (seen.awaySeen > 0 ? null : { from: NOW, until: NOW }),
      seen: async () => void (seen.awaySeen += 1),
    },
    test: { end: async () => {} },
    openStatusPage: async () => void seen.tabs.push('status page'),
    relayUrl: () => 'https://relay.example.com',
    ...silentPairing,
    allowedToolIds: async () => ['crm'],
    managed: () => managed,
    hidden: storedHidden(new FakeStorage()),
    canBeSeen: async () => canBeSeen,
    addReceipts: async (receipts) => {
      seen.receipts.push(...receipts.map((r) => `${r.incidentId}@${r.revision} ${r.stage} ${r.at}`));
    },
    tellHost: async (tabId, message) => void seen.told.push({ tabId, ...message }),
    tellPages: async () => {
      seen.pagesTold += 1;
    },
    openTab: async (url) => void seen.tabs.push(url),
    permissionsChanged: async () => {},
    announcer: { claim: async () => [] },
    loadSpotFinder: async () => {},
    diagnose: async () => diagnostics,
  };
  const ask = (
    request: Request,
    tabId: number | null = 7,
    pageUrl: string | null = 'https://crm.example.com/deals',
  ) => answer({ request, tabId, pageUrl }, ports);
  return {
    ask,
    seen,
    state: () => state,
    setIncidents: (next: IncidentView[]) => (state = { ...state, view: { ...state.view, incidents: next } }),
  };
}

describe('a banner frame', () => {
  it('gets the banner of the tool that its tab shows', async () => {
    const { ask } = await background();
    expect(await ask({ type: 'get_banner' })).toMatchObject({
      kind: 'banner',
      banner: { toolId: 'crm', items: [{ incident: { id: 'inc_1' } }] },
      canBeSeen: true,
      link: 'current',
    });
  });

  it('gets nothing in a page that is no tool, or whose address the browser keeps to itself', async () => {
    const { ask } = await background();
    expect(await ask({ type: 'get_banner' }, 7, 'https://bank.example.com/')).toEqual({ kind: 'none' });
    expect(await ask({ type: 'get_banner' }, 7, null)).toEqual({ kind: 'none' });
  });

  it('is announced to the host in its own tab once it has drawn itself', async () => {
    const { ask, seen } = await background();
    await ask({ type: 'banner_drawn' });
    expect(seen.told).toEqual([{ tabId: 7, type: 'frame_drawn' }]);
  });

  it('is believed to be displayed only where somebody could be looking', async () => {
    const seenOne = await background();
    await seenOne.ask({ type: 'banner_displayed', incidentId: 'inc_1', revision: 1 });
    expect(seenOne.seen.receipts).toEqual([`inc_1@1 displayed ${NOW}`]);
    const unseen = await background(undefined, { canBeSeen: false });
    await unseen.ask({ type: 'banner_displayed', incidentId: 'inc_1', revision: 1 });
    expect(unseen.seen.receipts).toEqual([]);
  });

  it('gets no receipt for a revision or an incident that is not held here', async () => {
    const { ask, seen } = await background();
    await ask({ type: 'banner_displayed', incidentId: 'inc_1', revision: 2 });
    await ask({ type: 'acknowledge', incidentId: 'inc_other', revision: 1 });
    expect(seen.receipts).toEqual([]);
  });
});

describe('the host in a page', () => {
  it('is told form and place and not one word of the incident', async () => {
    const { ask } = await background();
    expect(await ask({ type: 'get_banner_place' })).toEqual({
      kind: 'banner',
      form: 'bar',
      placement: 'bottom',
      style: 'bottom:0px;left:0;right:0;margin:0 auto;width:1096px;height:56px;max-width:calc(100% - 0px)',
    });
  });
});

describe('what the company has set for a tool', () => {
  const under = (setting: object) =>
    background(undefined, { policy: { tools: [{ tool: 'CRM', ...setting }] } });

  it('decides where the host lays its frame', async () => {
    const { ask } = await under({ placement: 'top' });
    expect(await ask({ type: 'get_banner_place' })).toMatchObject({ placement: 'top' });
    expect(await ask({ type: 'get_banner' })).toMatchObject({ banner: { placement: 'top' } });
  });

  it('leaves the tool without a banner where it is turned off', async () => {
    const { ask } = await under({ isOn: false });
    expect(await ask({ type: 'get_banner_place' })).toEqual({ kind: 'none' });
    expect(await ask({ type: 'get_banner' })).toEqual({ kind: 'none' });
  });
});

describe('hiding here', () => {
  it('hides the banner in this tab only, and tells host and frames', async () => {
    const { ask, seen } = await background();
    await ask({ type: 'hide_here', incidentId: 'inc_1' });
    expect(await ask({ type: 'get_banner' })).toEqual({ kind: 'none' });
    expect(await ask({ type: 'get_banner' }, 8)).toMatchObject({ kind: 'banner' });
    expect(seen.told).toEqual([{ tabId: 7, type: 'place_changed' }]);
    expect(seen.pagesTold).toBe(1);
    expect(seen.receipts).toEqual([]);
  });

  it('is told to the popup, until something material happens', async () => {
    const { ask, setIncidents } = await background();
    await ask({ type: 'hide_here', incidentId: 'inc_1' });
    expect(await ask({ type: 'get_picture' }, null, null)).toMatchObject({ hiddenIds: ['inc_1'] });
    setIncidents([incident({ revision: 2, materialRevision: 2 })]);
    expect(await ask({ type: 'get_picture' }, null, null)).toMatchObject({ hiddenIds: [] });
  });

  it('lasts through a correction and ends with the next material update', async () => {
    const { ask, setIncidents } = await background();
    await ask({ type: 'hide_here', incidentId: 'inc_1' });
    setIncidents([incident({ revision: 2 })]);
    expect(await ask({ type: 'get_banner' })).toEqual({ kind: 'none' });
    setIncidents([incident({ revision: 3, materialRevision: 3 })]);
    expect(await ask({ type: 'get_banner' })).toMatchObject({ kind: 'banner' });
  });
});

describe('putting off', () => {
  it('takes the bar away in all tabs, and showing it again brings it back', async () => {
    const { ask } = await background();
    await ask({ type: 'snooze', incidentId: 'inc_1' });
    expect(await ask({ type: 'get_banner' }, 7)).toEqual({ kind: 'none' });
    expect(await ask({ type: 'get_banner' }, 8)).toEqual({ kind: 'none' });
    await ask({ type: 'show_again', incidentId: 'inc_1' });
    expect(await ask({ type: 'get_banner' }, 8)).toMatchObject({ kind: 'banner' });
  });
});

describe('showing a bar again', () => {
  it('undoes what was hidden in a tab and what was acknowledged, until the next "Got it"', async () => {
    const { ask } = await background();
    await ask({ type: 'hide_here', incidentId: 'inc_1' });
    await ask({ type: 'acknowledge', incidentId: 'inc_1', revision: 1 });
    await ask({ type: 'show_again', incidentId: 'inc_1' });
    expect(await ask({ type: 'get_banner' })).toMatchObject({ kind: 'banner' });
    await ask({ type: 'acknowledge', incidentId: 'inc_1', revision: 1 });
    expect(await ask({ type: 'get_banner' })).toEqual({ kind: 'none' });
  });
});

describe('a tool', () => {
  it('shows no bar once it is switched off here, and another place once it is moved', async () => {
    const { ask } = await background();
    await ask({ type: 'choose_for_tool', toolId: 'crm', choice: { placement: 'top' } });
    expect(await ask({ type: 'get_banner_place' })).toMatchObject({ placement: 'top' });
    await ask({ type: 'choose_for_tool', toolId: 'crm', choice: { isOn: false } });
    expect(await ask({ type: 'get_banner_place' })).toEqual({ kind: 'none' });
  });
});

describe('what is written to the relay', () => {
  it('is the signal or the subscription at its own address, and nothing else', async () => {
    const { ask, seen } = await background();
    await ask({ type: 'send_signal', incidentId: 'inc_1', kind: 'affected' });
    await ask({ type: 'send_signal', incidentId: '../subscription?', kind: 'affected' });
    await ask({ type: 'save_subscription', subscription: emptySubscription });
    expect(await ask({ type: 'save_subscription', subscription: null })).toMatchObject({ ok: false });
    expect(seen.written).toEqual([
      { path: '/api/v1/incidents/inc_1/signal', body: { kind: 'affected' } },
      { path: '/api/v1/incidents/..%2Fsubscription%3F/signal', body: { kind: 'affected' } },
      { path: '/api/v1/subscription', body: emptySubscription },
    ]);
  });
});

describe('acknowledging', () => {
  it('takes the banner away at once, before the relay has heard of it', async () => {
    const { ask, state, seen } = await background();
    await ask({ type: 'acknowledge', incidentId: 'inc_1', revision: 1 });
    expect(seen.receipts).toEqual([`inc_1@1 acknowledged ${NOW}`]);
    expect(state().own.acknowledged).toEqual({ inc_1: 1 });
    expect(await ask({ type: 'get_banner_place' })).toEqual({ kind: 'none' });
  });
});

describe('opening an incident', () => {
  it('opens its page at the relay, or one of its own links, and counts as opened', async () => {
    const { ask, seen } = await background();
    await ask({ type: 'open_incident', incidentId: 'inc_1', url: null });
    await ask({ type: 'open_incident', incidentId: 'inc_1', url: link.url });
    await ask({ type: 'open_status_page' });
    expect(seen.tabs).toEqual(['https://relay.example.com/incidents/inc_1', link.url, 'status page']);
    expect(seen.receipts).toHaveLength(2);
  });

  it.each(['https://elsewhere.example.com/', 'javascript:alert(1)'])('does not open %s', async (url) => {
    const { ask, seen } = await background();
    await ask({ type: 'open_incident', incidentId: 'inc_1', url });
    expect(seen.tabs).toEqual([]);
  });

  it('does not open an unsafe link even where the relay sent it', async () => {
    const unsafe = { ...link, url: 'javascript:alert(1)' };
    const { ask, seen } = await background([incident({ links: [unsafe] })]);
    await ask({ type: 'open_incident', incidentId: 'inc_1', url: unsafe.url });
    expect(seen.tabs).toEqual([]);
  });
});

describe('who was away', () => {
  it('is told since when until they have seen it', async () => {
    const { ask, seen } = await background();
    expect(await ask({ type: 'get_picture' })).toMatchObject({ away: { from: NOW } });
    await ask({ type: 'away_seen' });
    expect(await ask({ type: 'get_picture' })).toMatchObject({ away: null });
    expect(seen.pagesTold).toBe(1);
  });
});

describe('a page', () => {
  it('gets the whole picture of one moment', async () => {
    const { ask } = await background();
    expect(await ask({ type: 'get_picture' }, null, null)).toMatchObject({
      link: 'current',
      confirmedAt: NOW,
      relayNow: NOW,
      relayUrl: 'https://relay.example.com',
      allowedToolIds: ['crm'],
      managed: { receivedAt: NOW, problems: [] },
    });
  });
});
