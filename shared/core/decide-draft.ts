import type { Fact, FactDraft, KnownFact } from '../model/draft.ts';
import type { OpenIncident } from '../model/incident.ts';
import type { Link } from '../model/link.ts';
import type { Source } from '../model/source.ts';
import { addMinutes } from '../model/time.ts';
import type { DecisionContext } from './command.ts';
import { openIncident } from './decide-incident.ts';
import type { Event } from './event.ts';
import { evolve } from './evolve.ts';
import { isRejection, type Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';
import { readersOfDraft } from './write-draft.ts';
import { closedDraft, publishedDraft, settleDraft } from './settle-draft.ts';

/** A source speaks: its fact becomes, or moves on, a draft; under an `auto` rule perhaps an incident too. */
export function reportFact(
  state: RelayState,
  sourceId: string,
  told: Fact,
  context: DecisionContext,
): Event[] | Rejection {
  const source = nounAt(state.sources, sourceId);
  if (!source) return { rejected: 'not_found', detail: 'There is no such source.' };
  const fact = notAhead(told, context);
  const known = newestDraft(state, sourceId, fact.key);
  if (known && fact.occurredAt < known.fact.occurredAt) return [];
  const continued = known && !isNewOccurrence(known, fact) ? known : null;
  // The end of something that was never heard of, or the end of the end.
  if (!continued && fact.phase === 'resolved') return [];
  const draft = continued ? movedOn(continued, fact, context) : begun(source, fact, context);
  if (continued && sameFact(continued.fact, draft.fact)) return [];
  if (source.rule.publish === 'draft' || draft.status === 'discarded')
    return [{ type: 'draft_saved', draft: { ...draft, settlesAt: null } }];
  const waiting = { ...draft, settlesAt: settlingTime(draft, continued, source, context) };
  const saved: Event = { type: 'draft_saved', draft: waiting };
  return [saved, ...settleDraft(evolve(state, saved), draft.id, context)];
}

/** A liaison makes an incident of a draft, in the liaison's own words. */
export function publishDraft(
  state: RelayState,
  {
    draftId,
    input,
    everyone,
  }: { readonly draftId: string; readonly input: OpenIncident; readonly everyone?: boolean },
  context: DecisionContext,
): Event[] | Rejection {
  const draft = nounAt(state.drafts, draftId);
  if (!draft) return { rejected: 'not_found', detail: 'There is no such draft.' };
  if (draft.status !== 'open')
    return { rejected: 'draft_closed', detail: `The draft is already ${draft.status}.` };
  const readers = readersOfDraft(state, draft) ?? [];
  if (readers.length > 0 && input.audiences.length === 0 && !everyone)
    return { rejected: 'everyone_not_said', detail: `The draft is for ${readers.join(', ')} only.` };
  const opened = openIncident(state, input, context);
  return isRejection(opened) ? opened : [...opened, publishedDraft(draft, opened, context)];
}

export function discardDraft(
  state: RelayState,
  draftId: string,
  context: DecisionContext,
): Event[] | Rejection {
  const draft = nounAt(state.drafts, draftId);
  if (!draft) return { rejected: 'not_found', detail: 'There is no such draft.' };
  if (draft.status === 'published')
    return { rejected: 'draft_closed', detail: 'The draft is already published.' };
  if (draft.status === 'discarded') return [];
  return [
    {
      type: 'draft_saved',
      draft: { ...closedDraft(draft, context), status: 'discarded' },
    },
  ];
}

/** A sender's clock that runs ahead would make every later fact look old, and nothing could be said any more. */
function notAhead(fact: Fact, { now }: DecisionContext): Fact {
  return fact.occurredAt > now ? { ...fact, occurredAt: now } : fact;
}

function newestDraft(state: RelayState, sourceId: string, key: string): FactDraft | null {
  const drafts = Object.values(state.drafts)
    .filter((draft) => draft.kind === 'fact')
    .filter((draft) => draft.sourceId === sourceId && draft.fact.key === key);
  return drafts.toSorted(newestFirst)[0] ?? null;
}

const newestFirst = (a: FactDraft, b: FactDraft) =>
  b.createdAt.localeCompare(a.createdAt) || b.fact.occurredAt.localeCompare(a.fact.occurredAt);

/**
 * The same alert fires again after it was over: another incident, not an update of the old one. It is not over while its
 * flap window runs.
 */
function isNewOccurrence(known: FactDraft, fact: Fact): boolean {
  const isAgain = known.fact.phase === 'resolved' && fact.phase !== 'resolved' && fact.phase !== null;
  return isAgain && known.settlesAt === null;
}

function begun(source: Source, fact: Fact, context: DecisionContext): FactDraft {
  return {
    kind: 'fact',
    id: context.newId('dft'),
    sourceId: source.id,
    status: 'open',
    fact: mergedFact(fact, null),
    published: null,
    incidentId: null,
    createdAt: context.now,
    updatedAt: context.now,
    settlesAt: null,
  };
}

function movedOn(draft: FactDraft, fact: Fact, context: DecisionContext): FactDraft {
  return { ...draft, updatedAt: context.now, fact: mergedFact(fact, draft.fact) };
}

/** Some events name less than earlier ones did (a status update carries no services): what was known stays. */
function mergedFact(fact: Fact, known: KnownFact | null): KnownFact {
  const startedAt = known?.startedAt ?? fact.startedAt;
  const isBackFromEnd = known?.phase === 'resolved' && fact.phase !== null && fact.phase !== 'resolved';
  // What was said at the end ("it is over") is wrong once it goes on.
  const knownMessage = isBackFromEnd ? undefined : known?.message;
  const kept = <Word>(told: Word[], before: Word[] = []) => (told.length > 0 ? told : before);
  return {
    key: fact.key,
    occurredAt: fact.occurredAt,
    ...(startedAt ? { startedAt } : {}),
    phase: fact.phase ?? known?.phase ?? 'investigating',
    title: fact.title || (known?.title ?? ''),
    message: fact.message || (knownMessage ?? fact.title),
    serviceWords: kept(fact.serviceWords, known?.serviceWords),
    severityWords: kept(fact.severityWords, known?.severityWords),
    links: mergedLinks(fact.links, known?.links ?? []),
  };
}

/** A link replaces the one of its kind and label; those that are not named again stay. */
function mergedLinks(told: Fact['links'], known: Fact['links']): Fact['links'] {
  const name = (link: Link) => `${link.kind} ${link.label}`;
  const names = new Set(told.map(name));
  return [...told, ...known.filter((link) => !names.has(name(link)))];
}

function sameFact(a: KnownFact, b: KnownFact): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** When the automatic step is due: at once between open phases, after the flap window at both ends. */
function settlingTime(
  draft: FactDraft,
  before: FactDraft | null,
  source: Source,
  context: DecisionContext,
): string | null {
  // Words after the end are nobody's news, and a window for them would swallow the next firing.
  if (draft.published?.phase === 'resolved') return null;
  const isAtAnEnd = draft.published === null || draft.fact.phase === 'resolved';
  if (!isAtAnEnd) return context.now;
  const isSameEnd =
    before !== null && (before.fact.phase === 'resolved') === (draft.fact.phase === 'resolved');
  if (isSameEnd && before.settlesAt) return before.settlesAt;
  return addMinutes(context.now, source.rule.flapMinutes);
}
