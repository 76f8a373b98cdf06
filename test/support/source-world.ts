import * as v from 'valibot';
import type { Command, DecisionContext } from '../../shared/core/command.ts';
import { decide } from '../../shared/core/decide.ts';
import type { Event } from '../../shared/core/event.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import type { Fact, FactDraft } from '../../shared/model/draft.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { type Source, SourceRule } from '../../shared/model/source.ts';
import { accepted, at, contextAt, organisation } from './builders.ts';

/** The rule of the tests: `web` is Checkout, `index` is Search; `P1` is sev1, `P3` is sev3. */
export function source(rule: v.InferInput<typeof SourceRule> = {}): Source {
  const services = [
    { match: 'web', id: 'checkout', impact: 'partial_outage' as const },
    { match: 'index', id: 'search', impact: 'degraded_performance' as const },
  ];
  const severities = [
    { match: 'P1', severity: 'sev1' as const },
    { match: 'P3', severity: 'sev3' as const },
  ];
  const parsed = v.parse(SourceRule, { services, severities, severity: 'sev2', ...rule });
  return { id: 'src_pager', name: 'Pager', kind: 'pagerduty', rule: parsed };
}

/** What a source says at a minute: `web` is ill, and the source looks into it. */
export function factAt(minutes: number, over: Partial<Fact> = {}): Fact {
  return {
    key: 'case-1',
    occurredAt: at(minutes),
    phase: 'investigating',
    title: 'Web answers with errors',
    message: 'One in five requests fails.',
    serviceWords: ['web'],
    severityWords: [],
    links: [],
    ...over,
  };
}

/** An organisation with one source, in which time passes and things are said. Every answer is the events it caused. */
export interface SourceWorld {
  /** The source says a fact; it arrives at the minute given, or at once. */
  says(fact: Fact, minutes?: number): Event[];
  /** The relay's clock reaches the minute: every draft that is due settles. */
  clockReaches(minutes: number): Event[];
  liaisonDoes(minutes: number, command: Command): Event[];
  drafts(): FactDraft[];
  incidents(): Incident[];
}

export function sourceWorld(
  rule: v.InferInput<typeof SourceRule> = {},
  settled: Pick<DecisionContext, 'secondLiaisonFor'> = {},
): SourceWorld {
  const kept = source(rule);
  let state: RelayState = { ...organisation(), sources: { [kept.id]: kept } };
  let count = 0;
  const carryOut = (command: Command, minutes: number): Event[] => {
    const newId: DecisionContext['newId'] = (kind) => `${kind}_${(count += 1)}`;
    const events = accepted(decide(state, command, contextAt(minutes, { newId, ...settled })));
    state = events.reduce(evolve, state);
    return events;
  };
  const minuteOf = (fact: Fact) => (Date.parse(fact.occurredAt) - Date.parse(at(0))) / 60_000;
  return {
    says: (fact, minutes = minuteOf(fact)) =>
      carryOut({ type: 'report_fact', sourceId: kept.id, fact }, minutes),
    clockReaches: (minutes) =>
      Object.keys(state.drafts).flatMap((draftId) => carryOut({ type: 'settle_draft', draftId }, minutes)),
    liaisonDoes: (minutes, command) => carryOut(command, minutes),
    drafts: () => Object.values(state.drafts).filter((draft) => draft.kind === 'fact'),
    incidents: () => Object.values(state.incidents),
  };
}
