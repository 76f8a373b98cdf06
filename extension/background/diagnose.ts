import type { ClientState } from '../../shared/core/client-state.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import { toolSetting } from '../../shared/core/tool-settings.ts';
import type { Diagnostics } from '../data/diagnostics.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { Clocks } from './clocks.ts';
import type { LinkHistory } from './link-history.ts';
import type { Stored } from './stored.ts';

export interface DiagnosePorts {
  readonly state: () => ClientState;
  readonly standing: () => Standing;
  readonly link: () => LinkState;
  readonly relayUrl: () => string | null;
  readonly allowedToolIds: () => Promise<readonly string[]>;
  readonly clocks: Pick<Clocks, 'offsetMs'>;
  readonly history: Pick<LinkHistory, 'changes'>;
  readonly managed: () => ManagedPolicy;
  readonly queue: Pick<Stored<readonly Receipt[]>, 'load'>;
}

/** How the background is. */
export async function diagnose(ports: DiagnosePorts): Promise<Diagnostics> {
  const state = ports.state();
  const standing = ports.standing();
  const { view, now } = standing;
  const { receivedAt, problems } = ports.managed();
  const allowed = await ports.allowedToolIds();
  return {
    link: ports.link(),
    confirmedAt: state.confirmedAt,
    relayNow: now,
    clockDifferenceMs: Math.round(ports.clocks.offsetMs()),
    relayUrl: ports.relayUrl(),
    history: ports.history.changes(),
    tools: view.tools.map((tool) => ({
      id: tool.id,
      name: tool.name,
      isAllowed: allowed.includes(tool.id),
      ...toolSetting(tool, standing),
    })),
    held: {
      services: view.services.length,
      tools: view.tools.length,
      incidents: view.incidents.length,
      maintenances: view.maintenances.length,
      bytes: new TextEncoder().encode(JSON.stringify(state)).length,
    },
    receiptsWaiting: (await ports.queue.load()).length,
    policy: receivedAt === null ? null : { receivedAt, problems },
  };
}
