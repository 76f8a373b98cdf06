import type { Draft, FactDraft, KnownFact } from '../model/draft.ts';
import { type Incident, isLive } from '../model/incident.ts';
import { isStepBack } from '../model/phase.ts';
import type { SecondLiaisonCause } from '../model/settings.ts';
import type { Source, SourceRule } from '../model/source.ts';
import type { PostUpdate } from '../model/update.ts';
import type { DecisionContext } from './command.ts';
import { openIncident, postUpdate } from './decide-incident.ts';
import type { Event } from './event.ts';
import { isRejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';
import { causesOf } from './second-liaison.ts';
import { affectedBy, openingFrom, severityOf } from './source-mapping.ts';

type Publication = NonNullable<FactDraft['published']>;

/** Carries out the automatic step of a draft whose flap window has passed; nothing where none is due. */
export function settleDraft(state: RelayState, draftId: string, context: DecisionContext): Event[] {
  const draft = nounAt(state.drafts, draftId);
  if (draft?.kind !== 'fact' || !draft.settlesAt || draft.settlesAt > context.now) return [];
  const source = nounAt(state.sources, draft.sourceId);
  const settled: FactDraft = { ...draft, settlesAt: null, updatedAt: context.now };
  // The admin may have taken the rule, or the source, away while the window ran.
  if (source?.rule.publish !== 'auto') return [{ type: 'draft_saved', draft: settled }];
  const asSource: DecisionContext = {
    ...context,
    actor: { kind: 'source', id: source.id, name: source.name },
  };
  if (settled.published === null) return settleOpening(state, settled, source, asSource);
  return settleUpdate(state, settled, settled.published, source, asSource);
}

/** True where a rule is not enough: a liaison publishes it, and another one confirms. */
function needsSecond(causes: readonly SecondLiaisonCause[], { secondLiaisonFor }: DecisionContext): boolean {
  return causes.some((cause) => secondLiaisonFor?.includes(cause));
}

/** The draft once the incident that `opened` holds stands for it. */
export function publishedDraft(draft: Draft, opened: readonly Event[], context: DecisionContext): Event {
  const opening = opened.find((event) => event.type === 'incident_opened');
  const closed = closedDraft(draft, context);
  const published = { status: 'published', incidentId: opening?.incident.id ?? null } as const;
  return {
    type: 'draft_saved',
    draft:
      closed.kind === 'fact'
        ? { ...closed, ...published, published: publicationOf(closed.fact) }
        : { ...closed, ...published },
  };
}

/** The draft as somebody has dealt with it: nothing of it happens by itself any more. */
export function closedDraft(draft: Draft, { now }: DecisionContext): Draft {
  return draft.kind === 'fact' ? { ...draft, settlesAt: null, updatedAt: now } : { ...draft, updatedAt: now };
}

function settleOpening(
  state: RelayState,
  draft: FactDraft,
  source: Source,
  context: DecisionContext,
): Event[] {
  if (draft.status !== 'open') return [{ type: 'draft_saved', draft }];
  // It was over before anybody was told: nobody needs to hear of it.
  if (draft.fact.phase === 'resolved')
    return [{ type: 'draft_saved', draft: { ...draft, status: 'discarded' } }];
  const opening = openingFrom(source, draft.fact, context.now);
  // Nothing of ours is named: a rule cannot know whom it concerns, so a liaison decides.
  if (opening.services.length === 0 || needsSecond(causesOf(opening, false), context))
    return [{ type: 'draft_saved', draft }];
  const opened = openIncident(state, opening, context);
  return isRejection(opened)
    ? [{ type: 'draft_saved', draft }]
    : [...opened, publishedDraft(draft, opened, context)];
}

function settleUpdate(
  state: RelayState,
  draft: FactDraft,
  before: Publication,
  source: Source,
  context: DecisionContext,
): Event[] {
  const saved: Event = { type: 'draft_saved', draft: { ...draft, published: publicationOf(draft.fact) } };
  const incident = draft.incidentId === null ? undefined : nounAt(state.incidents, draft.incidentId);
  if (!incident || !isLive(incident)) return [saved];
  const { severity, ...others } = changesSince(before, draft.fact, incident, source.rule);
  const isRaised = severity === 'sev1' && needsSecond(['sev1'], context);
  const changes = severity && !isRaised ? { ...others, severity } : others;
  if (Object.keys(changes).length === 0) return [saved];
  const input = { message: draft.fact.message, ...changes };
  const posted = postUpdate(state, { incidentId: incident.id, input }, context);
  return isRejection(posted) ? [saved] : [...posted, saved];
}

/**
 * What the source says anew since it was last carried over. Severity and services that a liaison has set by hand since
 * stay the liaison's, and a phase that the liaison has passed is not gone back to.
 */
function changesSince(
  before: Publication,
  fact: KnownFact,
  incident: Incident,
  rule: SourceRule,
): Partial<PostUpdate> {
  const [oldServices, services] = [affectedBy(rule, before), affectedBy(rule, fact)];
  const [oldSeverity, severity] = [severityOf(rule, before), severityOf(rule, fact)];
  const isPhaseNews = fact.phase !== before.phase && !isStepBack(incident.phase, fact.phase);
  const isOver = isPhaseNews && fact.phase === 'resolved';
  const hasNewServices = services.length > 0 && !same(services, oldServices);
  return {
    ...(fact.message === before.message ? {} : { message: fact.message }),
    ...(isPhaseNews ? { phase: fact.phase } : {}),
    ...(!isOver && hasNewServices && same(incident.services, oldServices) ? { services } : {}),
    ...(!isOver && severity !== oldSeverity && incident.severity === oldSeverity ? { severity } : {}),
  };
}

function publicationOf({ phase, message, serviceWords, severityWords }: KnownFact): Publication {
  return { phase, message, serviceWords, severityWords };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
