import { toolsWithBanner } from '../../shared/core/banner.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { ToolView } from '../../shared/protocol/view.ts';
import type { HostMessage } from '../data/messages.ts';

/** What the browser must do for the banners' hosts. Each part is one call of its API. */
export interface BannerPorts {
  /** Whether the person, or the build, allows all of these match patterns. */
  readonly isAllowed: (patterns: readonly string[]) => Promise<boolean>;
  /** Match patterns for which the host is registered now; `null` where it is not. */
  readonly registeredPatterns: () => Promise<readonly string[] | null>;
  /** Registers the host for these patterns in place of those before; none unregisters it. */
  readonly register: (patterns: readonly string[], before: readonly string[] | null) => Promise<void>;
  /** Ids of the open tabs under these patterns. */
  readonly findTabs: (patterns: readonly string[]) => Promise<readonly number[]>;
  /** Ids of all open tabs: a tab whose permission was taken back is found in no other way. */
  readonly allTabs: () => Promise<readonly number[]>;
  /** Runs the host in a tab. Where one runs already, this changes nothing. */
  readonly inject: (tabId: number) => Promise<void>;
  /** Tells the host in a tab; tabs without one are no error. */
  readonly tell: (tabId: number, message: HostMessage) => Promise<void>;
}

type Plan = ReturnType<typeof toolsWithBanner>;

export interface Banners {
  /** Brings registered scripts and open tabs in line with how things stand. */
  show(standing: Standing): Promise<void>;
  /** Permissions changed: look at everything again. */
  forget(): void;
}

/**
 * Nothing runs where nothing is wrong: the host is registered for the tools that have a banner to show and that are allowed,
 * injected into their open tabs, and with the last banner gone it is unregistered and told to go.
 */
export function createBanners(ports: BannerPorts): Banners {
  let shown = '';
  return {
    async show(standing) {
      const plan = toolsWithBanner(standing);
      const key = planKey(plan);
      if (key === shown) return;
      const patterns = await allowedPatterns(plan, ports);
      await Promise.all([register(patterns, ports), tellHosts(ports)]);
      // Told before injected: a host that goes must not meet the one that comes. And found after it was registered: a page that
      // opens in between has the one or the other.
      if (patterns.length > 0) {
        await Promise.all((await ports.findTabs(patterns)).map((tabId) => ports.inject(tabId)));
      }
      shown = key;
    },
    forget() {
      shown = '';
    },
  };
}

async function register(patterns: readonly string[], ports: BannerPorts): Promise<void> {
  const before = await ports.registeredPatterns();
  if (!isSameSet(patterns, before)) await ports.register(patterns, before);
}

async function tellHosts({ allTabs, tell }: BannerPorts): Promise<void> {
  await Promise.all((await allTabs()).map((tabId) => tell(tabId, { type: 'place_changed' })));
}

/** Ids of the tools whose patterns are all allowed. */
export async function allowedToolIds(
  tools: readonly ToolView[],
  isAllowed: BannerPorts['isAllowed'],
): Promise<string[]> {
  const allowed = await Promise.all(tools.map((tool) => isAllowed(tool.patterns)));
  return tools.filter((_, index) => allowed[index]).map((tool) => tool.id);
}

async function allowedPatterns(plan: Plan, { isAllowed }: BannerPorts): Promise<string[]> {
  const tools = plan.map(({ tool }) => tool);
  const allowed = new Set(await allowedToolIds(tools, isAllowed));
  return [
    ...new Set(tools.filter((tool) => allowed.has(tool.id)).flatMap((tool) => tool.patterns)),
  ].toSorted();
}

/**
 * All that a host could notice: which tools show one, where they live, in what form it lies where, and for which incidents in
 * which material revision, since that brings it back to a tab where it was hidden.
 */
function planKey(plan: Plan): string {
  return JSON.stringify(
    plan.map(({ tool, banner }) => {
      const subjects = banner.items.map(({ incident }) => [incident.id, incident.materialRevision]);
      return [tool.id, tool.patterns, banner.form, banner.placement, subjects];
    }),
  );
}

function isSameSet(patterns: readonly string[], registered: readonly string[] | null): boolean {
  const known = (registered ?? []).toSorted();
  return patterns.length === known.length && patterns.every((pattern, index) => pattern === known[index]);
}
