import type { Draft, Fact } from '../model/draft.ts';
import { isLive, type OpenIncident } from '../model/incident.ts';
import { isStepBack } from '../model/phase.ts';
import type { Source } from '../model/source.ts';
import { addMinutes } from '../model/time.ts';
import type { DecisionContext } from './command.ts';
import { openIncident, postUpdate } from './decide-incident.ts';
import type { Event } from './event.ts';
import { evolve } from './evolve.ts';
import { isRejection, type Rejection } from './rejection.ts';
import type { RelayState } from './relay-state.ts';
import { affectedBy, openingFrom } from './source-mapping.ts';

/** A source speaks: its fact becomes, or moves on, a draft; under an `auto` rule perhaps an incident too. */
export function reportFact(
  state: RelayState,
  sourceId: string,
  fact: Fact,
  context: DecisionContext,
): Event[] | Rejection {
  const source = state.sources[sourceId];
  if (!source) return { rejected: 'not_found', detail: 'There is no such source.' };
  const known = newestDraft(state, sourceId, fact.key);
  if (known && fact.occurredAt < known.fact.occurredAt) return [];
  const continued = known && !isNewOccurrence(known, fact) ? known : null;
  if (!continued && fact.phase === 'resolved') return [];
  const draft = continued ? movedOn(continued, fact, context) : begun(source, fact, context);
  if (continued && sameFact(continued.fact, draft.fact)) return [];
  if (source.rule.publish === 'draft' || draft.status === 'discarded')
    return [{ type: 'draft_saved', draft }];
  const waiting = { ...draft, settlesAt: settlingTime(draft, continued, source, context) };
  const saved: Event = { type: 'draft_saved', draft: waiting };
  return thenSettle(state, [saved], draft.id, context);
}

/** Carries out the automatic step of a draft whose flap window has passed; nothing where none is due. */
export function settleDraft(
  state: RelayState,
  draftId: string,
  context: DecisionContext,
): Event[] | Rejection {
  const draft = state.drafts[draftId];
  if (!draft?.settlesAt || draft.settlesAt > context.now) return [];
  const source = state.sources[draft.sourceId];
  const settled: Draft = { ...draft, settlesAt: null, updatedAt: context.now };
  if (!source) return [{ type: 'draft_saved', draft: settled }];
  const asSource: DecisionContext = {
    ...context,
    actor: { kind: 'source', id: source.id, name: source.name },
  };
  if (draft.incidentId === null) return settleOpening(state, settled, source, asSource);
  return settleUpdate(state, settled, source, asSource);
}

/** A liaison makes an incident of a draft, in the liaison's own words. */
export function publishDraft(
  state: RelayState,
  draftId: string,
  input: OpenIncident,
  context: DecisionContext,
): Event[] | Rejection {
  const draft = state.drafts[draftId];
  if (!draft) return { rejected: 'not_found', detail: 'There is no such draft.' };
  if (draft.status !== 'open')
    return { rejected: 'draft_closed', detail: `The draft is already ${draft.status}.` };
  const opened = openIncident(state, input, context);
  return isRejection(opened) ? opened : [...opened, published(draft, opened, context)];
}

export function discardDraft(
  state: RelayState,
  draftId: string,
  context: DecisionContext,
): Event[] | Rejection {
  const draft = state.drafts[draftId];
  if (!draft) return { rejected: 'not_found', detail: 'There is no such draft.' };
  if (draft.status === 'published')
    return { rejected: 'draft_closed', detail: 'The draft is already published.' };
  if (draft.status === 'discarded') return [];
  return [
    {
      type: 'draft_saved',
      draft: { ...draft, status: 'discarded', settlesAt: null, updatedAt: context.now },
    },
  ];
}

function settleOpening(
  state: RelayState,
  draft: Draft,
  source: Source,
  context: DecisionContext,
): Event[] | Rejection {
  if (draft.status !== 'open') return [{ type: 'draft_saved', draft }];
  // It ended within its window: a blip, which nobody needs to hear of.
  if (draft.fact.phase === 'resolved')
    return [{ type: 'draft_saved', draft: { ...draft, status: 'discarded' } }];
  const opening = openingFrom(source, draft.fact, context.now);
  // Nothing of ours is named: a rule cannot know whom it concerns, so a liaison decides.
  if (opening.services.length === 0) return [{ type: 'draft_saved', draft }];
  const opened = openIncident(state, opening, context);
  return isRejection(opened)
    ? [{ type: 'draft_saved', draft }]
    : [...opened, published(draft, opened, context)];
}

function settleUpdate(
  state: RelayState,
  draft: Draft,
  source: Source,
  context: DecisionContext,
): Event[] | Rejection {
  const incident = draft.incidentId === null ? undefined : state.incidents[draft.incidentId];
  const saved: Event = { type: 'draft_saved', draft: { ...draft, published: publication(draft.fact) } };
  // A liaison who went on by hand is not moved back by a machine.
  if (!incident || !isLive(incident) || isStepBack(incident.phase, draft.fact.phase)) return [saved];
  const services = affectedBy(source.rule, draft.fact);
  const update = {
    message: draft.fact.message,
    phase: draft.fact.phase,
    ...(services.length > 0 && draft.fact.phase !== 'resolved' ? { services } : {}),
  };
  const posted = postUpdate(state, { incidentId: incident.id, input: update }, context);
  return isRejection(posted) ? [saved] : [...posted, saved];
}

function thenSettle(
  state: RelayState,
  events: Event[],
  draftId: string,
  context: DecisionContext,
): Event[] | Rejection {
  const settled = settleDraft(events.reduce(evolve, state), draftId, context);
  return isRejection(settled) ? settled : [...events, ...settled];
}

/** When the automatic step is due: at once between open phases, after the flap window at both ends. */
function settlingTime(
  draft: Draft,
  before: Draft | null,
  source: Source,
  context: DecisionContext,
): string | null {
  if (draft.published && isPublished(draft)) return null;
  const isAtAnEnd = draft.incidentId === null || draft.fact.phase === 'resolved';
  if (!isAtAnEnd) return context.now;
  const isSameEnd =
    before !== null && (before.fact.phase === 'resolved') === (draft.fact.phase === 'resolved');
  if (isSameEnd && before.settlesAt) return before.settlesAt;
  return addMinutes(context.now, source.rule.flapMinutes);
}

function begun(source: Source, fact: Fact, context: DecisionContext): Draft {
  return {
    id: context.newId('dft'),
    sourceId: source.id,
    status: 'open',
    fact,
    published: null,
    incidentId: null,
    createdAt: context.now,
    updatedAt: context.now,
    settlesAt: null,
  };
}

/** Some events name less than earlier ones did (a status update carries no services): what was known stays. */
function movedOn(draft: Draft, fact: Fact, context: DecisionContext): Draft {
  return {
    ...draft,
    updatedAt: context.now,
    fact: {
      ...fact,
      title: fact.title || draft.fact.title,
      message: fact.message || draft.fact.message,
      serviceWords: fact.serviceWords.length > 0 ? fact.serviceWords : draft.fact.serviceWords,
      severityWords: fact.severityWords.length > 0 ? fact.severityWords : draft.fact.severityWords,
      links: fact.links.length > 0 ? fact.links : draft.fact.links,
    },
  };
}

function newestDraft(state: RelayState, sourceId: string, key: string): Draft | null {
  const drafts = Object.values(state.drafts).filter((d) => d.sourceId === sourceId && d.fact.key === key);
  return drafts.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}

/** The same alert fires again after it was over: another incident, not an update of the old one. */
function isNewOccurrence(known: Draft, fact: Fact): boolean {
  if (fact.phase === 'resolved' || known.fact.phase !== 'resolved') return false;
  return known.status === 'discarded' || known.published === null || known.published.phase === 'resolved';
}

function sameFact(a: Fact, b: Fact): boolean {
  return JSON.stringify({ ...a, occurredAt: '' }) === JSON.stringify({ ...b, occurredAt: '' });
}

function published(draft: Draft, opened: readonly Event[], context: DecisionContext): Event {
  const opening = opened.find((event) => event.type === 'incident_opened');
  return {
    type: 'draft_saved',
    draft: {
      ...draft,
      status: 'published',
      settlesAt: null,
      updatedAt: context.now,
      incidentId: opening?.incident.id ?? null,
      published: publication(draft.fact),
    },
  };
}

function publication(fact: Fact): NonNullable<Draft['published']> {
  return { phase: fact.phase, message: fact.message, serviceWords: fact.serviceWords };
}

function isPublished(draft: Draft): boolean {
  return JSON.stringify(draft.published) === JSON.stringify(publication(draft.fact));
}
