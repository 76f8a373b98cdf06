import type { Audience } from '../../../shared/model/audience.ts';
import type { Service } from '../../../shared/model/service.ts';
import type { Tool } from '../../../shared/model/tool.ts';
import type { SourceWithHealth } from '../../../shared/protocol/answers.ts';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';

/** All that an admin keeps by hand and that forms choose from. */
export interface Catalogue {
  readonly services: readonly Service[];
  readonly tools: readonly Tool[];
  readonly audiences: readonly Audience[];
  readonly sources: readonly SourceWithHealth[];
}

export async function loadCatalogue(visit: AdminVisit): Promise<Catalogue> {
  const [services, tools, audiences, sources] = await Promise.all([
    callApi(visit, 'listServices'),
    callApi(visit, 'listTools'),
    callApi(visit, 'listAudiences'),
    callApi(visit, 'listSources'),
  ]);
  return {
    services: services.ok ? services.value.services : [],
    tools: tools.ok ? tools.value.tools : [],
    audiences: audiences.ok ? audiences.value.audiences : [],
    sources: sources.ok ? sources.value.sources : [],
  };
}
