import { describe, expect, it } from 'vitest';
import { type BannerPorts, createBanners } from '../../../extension/background/banners.ts';
import { plainStanding, type Standing } from '../../../shared/core/standing.ts';
import type { IncidentView, ToolView } from '../../../shared/protocol/view.ts';
import { incident, resolved, services, tool } from './support/examples.ts';

const crm = tool();
const desk = tool({ id: 'desk', patterns: ['https://desk.example.com/*'], services: ['search'] });

function stateOf(
  incidents: IncidentView[],
  tools: ToolView[] = [crm, desk],
  acknowledged: Record<string, number> = {},
): Standing {
  return plainStanding({
    view: { services, tools, incidents, maintenances: [] },
    own: { acknowledged },
    now: '2026-11-24T14:02:00.000Z',
  });
}

/** A browser with one tab per tool and one that is none of our business (9). */
function fakeBrowser({ denied = [] as string[] } = {}) {
  const tabs: Record<string, number> = { 'https://crm.example.com/*': 1, 'https://desk.example.com/*': 2 };
  const seen = {
    registered: null as readonly string[] | null,
    calls: [] as string[],
    denied,
  };
  const ports: BannerPorts = {
    isAllowed: async (patterns) => !patterns.some((pattern) => seen.denied.includes(pattern)),
    registeredPatterns: async () => seen.registered,
    register: async (patterns) => {
      seen.registered = patterns.length > 0 ? patterns : null;
      seen.calls.push(`register ${patterns.join(' ') || 'nothing'}`);
    },
    findTabs: async (patterns) => patterns.flatMap((pattern) => tabs[pattern] ?? []),
    allTabs: async () => [1, 2, 9],
    inject: async (tabId) => void seen.calls.push(`inject ${tabId}`),
    tell: async (tabId) => void seen.calls.push(`tell ${tabId}`),
  };
  return { ports, seen };
}

describe('where nothing is wrong', () => {
  it('has no script registered', async () => {
    const { ports, seen } = fakeBrowser();
    await createBanners(ports).show(stateOf([]));
    expect(seen.registered).toBeNull();
    expect(seen.calls.filter((call) => call.startsWith('inject'))).toEqual([]);
  });

  it('takes away what an earlier life left registered', async () => {
    const { ports, seen } = fakeBrowser();
    seen.registered = crm.patterns;
    await createBanners(ports).show(stateOf([]));
    expect(seen.registered).toBeNull();
    expect(seen.calls).toEqual(['register nothing', 'tell 1', 'tell 2', 'tell 9']);
  });
});

describe('a live incident', () => {
  it('registers the host for the tool it affects, and injects it into that tool alone', async () => {
    const { ports, seen } = fakeBrowser();
    await createBanners(ports).show(stateOf([incident()]));
    expect(seen.registered).toEqual(crm.patterns);
    expect(seen.calls.filter((call) => call.startsWith('inject'))).toEqual(['inject 1']);
  });

  it('leaves a tool alone that the person has not allowed', async () => {
    const { ports, seen } = fakeBrowser({ denied: crm.patterns });
    await createBanners(ports).show(stateOf([incident()]));
    expect(seen.registered).toBeNull();
    expect(seen.calls).toEqual(['tell 1', 'tell 2', 'tell 9']);
  });

  it('comes to the tool as soon as it is allowed', async () => {
    const { ports, seen } = fakeBrowser({ denied: crm.patterns });
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.denied = [];
    banners.forget();
    await banners.show(stateOf([incident()]));
    expect(seen.registered).toEqual(crm.patterns);
  });

  it('leaves as soon as it is no longer allowed, and tells a tab that can no longer be found by its address', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.denied = crm.patterns;
    seen.calls.length = 0;
    banners.forget();
    await banners.show(stateOf([incident()]));
    expect(seen.registered).toBeNull();
    expect(seen.calls).toContain('tell 1');
  });

  it('leaves a tool alone that was turned off, and comes back with the setting', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show({ ...stateOf([incident()]), tools: { crm: { isOn: false } } });
    expect(seen.registered).toBeNull();
    await banners.show(stateOf([incident()]));
    expect(seen.registered).toEqual(crm.patterns);
  });

  it('tells the hosts where only the place was chosen anew', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.calls.length = 0;
    await banners.show({ ...stateOf([incident()]), tools: { crm: { placement: 'top' } } });
    expect(seen.calls).toContain('tell 1');
  });

  it('registers nothing twice where only words changed', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.calls.length = 0;
    await banners.show(stateOf([incident({ revision: 2, title: 'Payments fail for some' })]));
    expect(seen.calls).toEqual([]);
  });

  it('comes back to every tab with a material update, since one of them may have hidden it', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.calls.length = 0;
    await banners.show(stateOf([incident({ revision: 2, materialRevision: 2 })]));
    expect(seen.calls).toContain('inject 1');
  });

  it('moves on with the incident to the tools it affects next', async () => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    await banners.show(stateOf([incident({ services: [{ id: 'search', impact: 'major_outage' }] })]));
    expect(seen.registered).toEqual(desk.patterns);
  });

  it.each([
    ['resolved', stateOf([resolved()])],
    ['acknowledged', stateOf([incident()], [crm, desk], { inc_1: 1 })],
    ['removed', stateOf([])],
  ])('takes the script away and tells the hosts once it is %s', async (_, after) => {
    const { ports, seen } = fakeBrowser();
    const banners = createBanners(ports);
    await banners.show(stateOf([incident()]));
    seen.calls.length = 0;
    await banners.show(after);
    expect(seen.registered).toBeNull();
    expect(seen.calls).toEqual(['register nothing', 'tell 1', 'tell 2', 'tell 9']);
  });
});

it('tries again after the browser refused', async () => {
  const { ports, seen } = fakeBrowser();
  const register = ports.register;
  const failing: { -readonly [Key in keyof BannerPorts]: BannerPorts[Key] } = {
    ...ports,
    register: () => Promise.reject(new Error('busy')),
  };
  const banners = createBanners(failing);
  await expect(banners.show(stateOf([incident()]))).rejects.toThrow('busy');
  failing.register = register;
  await banners.show(stateOf([incident()]));
  expect(seen.registered).toEqual(crm.patterns);
});
