import type { KnownFact } from '../model/draft.ts';
import { type AffectedService, impactRank } from '../model/impact.ts';
import type { OpenIncident } from '../model/incident.ts';
import type { Severity } from '../model/severity.ts';
import type { Source, SourceRule } from '../model/source.ts';

/** The opening that a source's rule makes of a fact. Its services are empty where the rule knows none of the words. */
export function openingFrom(source: Source, fact: KnownFact, now: string): OpenIncident {
  const startedAt = fact.startedAt ?? fact.occurredAt;
  return {
    title: fact.title,
    severity: severityOf(source.rule, fact),
    services: affectedBy(source.rule, fact),
    phase: fact.phase,
    message: fact.message,
    links: fact.links,
    audiences: source.rule.audiences,
    ...(startedAt < now ? { startedAt } : {}),
  };
}

/** Our services behind the sender's words, each once and with the worst impact the rule gives it. */
export function affectedBy(
  rule: SourceRule,
  { serviceWords }: Pick<KnownFact, 'serviceWords'>,
): AffectedService[] {
  const words = new Set(serviceWords.map(fold));
  const affected = new Map<string, AffectedService>();
  for (const { match, id, impact } of rule.services) {
    const before = affected.get(id);
    const isWorse = !before || impactRank(impact) > impactRank(before.impact);
    if (words.has(fold(match)) && isWorse) affected.set(id, { id, impact });
  }
  return [...affected.values()];
}

/** The first mapping of the rule that names one of the sender's words; else the rule's own severity. */
export function severityOf(rule: SourceRule, { severityWords }: Pick<KnownFact, 'severityWords'>): Severity {
  const words = new Set(severityWords.map(fold));
  return rule.severities.find((s) => words.has(fold(s.match)))?.severity ?? rule.severity;
}

function fold(word: string): string {
  return word.trim().toLowerCase();
}
