import type { Audience, PersonId, Readers } from '../model/audience.ts';
import type { Draft } from '../model/draft.ts';
import type { Incident } from '../model/incident.ts';
import type { Maintenance } from '../model/maintenance.ts';
import type { Service } from '../model/service.ts';
import type { Source } from '../model/source.ts';
import type { Timestamp } from '../model/time.ts';
import type { Tool } from '../model/tool.ts';
import type { Update } from '../model/update.ts';

/** What happened, in the past tense. Events are appended and never changed. */
export type Event =
  | { readonly type: 'incident_opened'; readonly incident: Incident }
  | { readonly type: 'update_posted'; readonly incidentId: string; readonly update: Update }
  | {
      readonly type: 'incident_audiences_set';
      readonly incidentId: string;
      readonly audiences: Readers;
      readonly at: Timestamp;
    }
  /* Of updates by a person who was erased. The event does not say who that was. */
  | {
      readonly type: 'author_erased';
      readonly incidentId: string;
      readonly updateIds: readonly string[];
      readonly as: string;
    }
  | { readonly type: 'incident_retired'; readonly incidentId: string; readonly at: Timestamp }
  | { readonly type: 'maintenance_saved'; readonly maintenance: Maintenance }
  | { readonly type: 'service_saved'; readonly service: Service }
  | { readonly type: 'service_removed'; readonly id: string }
  | { readonly type: 'tool_saved'; readonly tool: Tool }
  | { readonly type: 'tool_removed'; readonly id: string }
  | { readonly type: 'audience_saved'; readonly audience: Audience }
  | { readonly type: 'audience_removed'; readonly id: string }
  | {
      readonly type: 'audience_claim_set';
      readonly audienceId: string;
      readonly person: PersonId;
      readonly isMember: boolean;
    }
  | { readonly type: 'source_saved'; readonly source: Source }
  | { readonly type: 'source_removed'; readonly id: string }
  | { readonly type: 'draft_saved'; readonly draft: Draft };
