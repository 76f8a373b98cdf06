import type { Audience } from '../model/audience.ts';
import type { Draft } from '../model/draft.ts';
import type { Incident } from '../model/incident.ts';
import type { Maintenance } from '../model/maintenance.ts';
import type { Service } from '../model/service.ts';
import type { Source } from '../model/source.ts';
import type { Tool } from '../model/tool.ts';

/** All nouns of one organisation by id: what `decide` reads and `evolve` makes anew. */
export interface RelayState {
  readonly incidents: Readonly<Record<string, Incident>>;
  readonly maintenances: Readonly<Record<string, Maintenance>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly tools: Readonly<Record<string, Tool>>;
  readonly audiences: Readonly<Record<string, Audience>>;
  readonly sources: Readonly<Record<string, Source>>;
  readonly drafts: Readonly<Record<string, Draft>>;
}

export const emptyRelayState: RelayState = {
  incidents: {},
  maintenances: {},
  services: {},
  tools: {},
  audiences: {},
  sources: {},
  drafts: {},
};

/** The noun with this id, if there is one. A plain lookup would find `constructor` and its like on every record. */
export function nounAt<Noun>(nouns: Readonly<Record<string, Noun>>, id: string): Noun | undefined {
  return Object.hasOwn(nouns, id) ? nouns[id] : undefined;
}
