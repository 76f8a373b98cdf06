import type { Audience, PersonId, Readers } from '../model/audience.ts';
import type { Fact, WrittenDraft } from '../model/draft.ts';
import type { IdKind } from '../model/id.ts';
import type { OpenIncident } from '../model/incident.ts';
import type { MaintenancePhase, ScheduleMaintenance } from '../model/maintenance.ts';
import type { Actor } from '../model/person.ts';
import type { SecondLiaisonCause } from '../model/settings.ts';
import type { Service } from '../model/service.ts';
import type { Source } from '../model/source.ts';
import type { Timestamp } from '../model/time.ts';
import type { Tool } from '../model/tool.ts';
import type { PostUpdate } from '../model/update.ts';

/** Everything that can be asked of the relay. There is no second way to write. */
export type Command =
  | { readonly type: 'open_incident'; readonly input: OpenIncident }
  | {
      readonly type: 'post_update';
      readonly incidentId: string;
      readonly input: PostUpdate;
      readonly ifRevision?: number;
    }
  | {
      readonly type: 'set_incident_audiences';
      readonly incidentId: string;
      readonly audiences: Readers;
      readonly ifRevision?: number;
    }
  | { readonly type: 'erase_draft_author'; readonly draftId: string; readonly as: string }
  | {
      readonly type: 'erase_author';
      readonly incidentId: string;
      readonly updateIds: readonly string[];
      readonly as: string;
    }
  | { readonly type: 'retire_incident'; readonly incidentId: string }
  | { readonly type: 'schedule_maintenance'; readonly input: ScheduleMaintenance }
  | { readonly type: 'advance_maintenance'; readonly maintenanceId: string; readonly phase: MaintenancePhase }
  /* `mustBeNew` refuses to replace what is already kept under that id. */
  | { readonly type: 'save_service'; readonly service: Service; readonly mustBeNew?: boolean }
  | { readonly type: 'remove_service'; readonly id: string }
  | { readonly type: 'save_tool'; readonly tool: Tool; readonly mustBeNew?: boolean }
  | { readonly type: 'remove_tool'; readonly id: string }
  /* Whom the sign-in made a member stays one: `set_claims` alone changes that. */
  | {
      readonly type: 'save_audience';
      readonly audience: Omit<Audience, 'fromSignIn'>;
      readonly mustBeNew?: boolean;
    }
  /* The audiences that the company's sign-in puts this person in, and no others. */
  | { readonly type: 'set_claims'; readonly person: PersonId; readonly audiences: Readers }
  | { readonly type: 'remove_audience'; readonly id: string }
  | { readonly type: 'save_source'; readonly source: Source; readonly mustBeNew?: boolean }
  | { readonly type: 'remove_source'; readonly id: string }
  | { readonly type: 'report_fact'; readonly sourceId: string; readonly fact: Fact }
  | { readonly type: 'write_draft'; readonly written: WrittenDraft }
  | { readonly type: 'settle_draft'; readonly draftId: string }
  | {
      readonly type: 'publish_draft';
      readonly draftId: string;
      readonly input: OpenIncident;
      /* Says that everyone shall read what was drafted for a few. */
      readonly everyone?: boolean;
    }
  | { readonly type: 'discard_draft'; readonly draftId: string };

/** What a decision may know beside the state: who asks, the relay's time, and a maker of random ids. */
export interface DecisionContext {
  readonly actor: Actor;
  readonly now: Timestamp;
  readonly newId: (kind: IdKind) => string;
  /** What a second liaison has to confirm: a source's rule publishes none of it by itself. */
  readonly secondLiaisonFor?: readonly SecondLiaisonCause[];
}
