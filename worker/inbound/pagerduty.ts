import * as v from 'valibot';
import type { Fact } from '../../shared/model/draft.ts';
import type { Phase } from '../../shared/model/phase.ts';
import { Timestamp } from '../../shared/model/time.ts';
import { sha256Hex } from '../auth/hash.ts';
import { hmacSha256Hex, isAnySame } from './proofs.ts';
import {
  LenientText,
  LenientTime,
  linksOf,
  messageOf,
  parseJson,
  textOf,
  titleOf,
  wordsOf,
} from './reading.ts';
import type { InboundReading, InboundRequest, InboundSource } from './source.ts';

/**
 * PagerDuty, webhooks version 3.
 * Source: https://developer.pagerduty.com/docs/webhooks-overview and /docs/verifying-webhook-signatures
 */
export const pagerduty: InboundSource = { kind: 'pagerduty', verify, dedupeKey, read };

/** The first of many events of an incident carry the whole incident; these are the ones we read. */
const incidentEvents: ReadonlySet<string> = new Set([
  'incident.triggered',
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.reopened',
  'incident.escalated',
  'incident.reassigned',
  'incident.delegated',
  'incident.priority_updated',
  'incident.service_updated',
  'incident.resolved',
]);

const EventId = v.object({ event: v.object({ id: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)) }) });
const Envelope = v.object({ event: v.object({ event_type: v.string() }) });
const Event = v.object({ event: v.object({ occurred_at: Timestamp, data: v.unknown() }) });

const Reference = v.fallback(v.nullable(v.object({ id: LenientText, summary: LenientText })), null);

const Incident = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  title: LenientText,
  status: LenientText,
  html_url: LenientText,
  created_at: LenientTime,
  reopened_at: LenientTime,
  service: Reference,
  priority: Reference,
  urgency: LenientText,
  conference_bridge: v.fallback(v.nullable(v.object({ conference_url: LenientText })), null),
});
type Incident = v.InferOutput<typeof Incident>;

const IncidentReference = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  html_url: LenientText,
  summary: LenientText,
});
type IncidentReference = v.InferOutput<typeof IncidentReference>;

const StatusUpdate = v.object({
  incident: IncidentReference,
  message: v.string(),
  trimmed: v.fallback(v.boolean(), false),
});
const Bridge = v.object({ incident: IncidentReference, conference_url: LenientText });

async function verify({ headers, body }: InboundRequest, secrets: readonly string[]): Promise<boolean> {
  const shown = (headers.get('X-PagerDuty-Signature') ?? '').split(',').flatMap((entry) => {
    const [, digest] = /^v1=([0-9a-f]{64})$/.exec(entry.trim()) ?? [];
    return digest ? [digest] : [];
  });
  const expected = await Promise.all(secrets.map((secret) => hmacSha256Hex(secret, body)));
  return isAnySame(shown, expected);
}

/** Two subscriptions send one event twice, under two webhook ids: the event's own id comes first. */
async function dedupeKey({ headers, body }: InboundRequest): Promise<string> {
  const parsed = v.safeParse(EventId, parseJson(textOf(body)));
  if (parsed.success) return `event:${parsed.output.event.id}`;
  const webhookId = headers.get('X-Webhook-Id');
  return webhookId ? `webhook:${webhookId}` : `body:${await sha256Hex(body)}`;
}

function read(body: string): InboundReading {
  const json = parseJson(body);
  const envelope = v.safeParse(Envelope, json);
  if (!envelope.success) return { kind: 'unreadable', reason: 'The body is no event of PagerDuty.' };
  const type = envelope.output.event.event_type;
  if (incidentEvents.has(type))
    return readAs(json, Incident, (incident, at) => incidentFact(incident, type, at));
  switch (type) {
    case 'incident.status_update_published':
      return readAs(json, StatusUpdate, ({ incident, message, trimmed }, at) => ({
        ...referenceFact(incident, at),
        message: messageOf([trimmed ? `${message}…` : message]),
      }));
    case 'incident.conference_bridge.updated':
      return readAs(json, Bridge, ({ incident, conference_url }, at) => ({
        ...referenceFact(incident, at),
        links: linksOf([incidentLink(incident.html_url), bridgeLink(conference_url)]),
      }));
    case 'incident.annotated':
      return { kind: 'ignored', reason: 'A note is a remark among responders.' };
    case 'pagey.ping':
      return { kind: 'ignored', reason: 'A test event.' };
    default:
      return { kind: 'ignored', reason: `Events of type "${titleOf(type).slice(0, 80)}" are not used.` };
  }
}

function readAs<Data>(
  json: unknown,
  schema: v.GenericSchema<unknown, Data>,
  toFact: (data: Data, occurredAt: string) => Fact,
): InboundReading {
  const parsed = v.safeParse(Event, json);
  const data = v.safeParse(schema, parsed.success ? parsed.output.event.data : null);
  if (!parsed.success || !data.success)
    return { kind: 'unreadable', reason: 'The event does not have the form of its type.' };
  return { kind: 'facts', facts: [toFact(data.output, parsed.output.event.occurred_at)] };
}

function incidentFact(incident: Incident, type: string, occurredAt: string): Fact {
  const { service, priority } = incident;
  const startedAt = incident.reopened_at ?? incident.created_at;
  return {
    key: incident.id,
    occurredAt,
    ...(startedAt ? { startedAt } : {}),
    phase: type === 'incident.resolved' ? 'resolved' : phaseOf(incident.status),
    title: titleOf(incident.title) || 'Incident in PagerDuty',
    message: messages[type] ?? '',
    serviceWords: wordsOf([service?.id ?? '', service?.summary ?? '']),
    severityWords: wordsOf([priority?.summary ?? '', incident.urgency]),
    links: linksOf([
      incidentLink(incident.html_url),
      bridgeLink(incident.conference_bridge?.conference_url ?? ''),
    ]),
  };
}

/** PagerDuty's incidents carry no text for readers, so these stand in; where none does, what was said before stays. */
const messages: Readonly<Record<string, string>> = {
  'incident.triggered': 'Responders have been called through PagerDuty.',
  'incident.acknowledged': 'A responder is working on it.',
  'incident.reopened': 'It is not over: responders have reopened it in PagerDuty.',
  'incident.resolved': 'Responders have resolved it in PagerDuty.',
};

/** A status that we do not know says nothing of the phase. */
function phaseOf(status: string): Phase | null {
  if (status === 'triggered' || status === 'acknowledged') return 'investigating';
  return status === 'resolved' ? 'resolved' : null;
}

/** An event that only refers to its incident names neither phase, services nor severity. */
function referenceFact(incident: IncidentReference, occurredAt: string): Fact {
  return {
    key: incident.id,
    occurredAt,
    phase: null,
    title: titleOf(incident.summary) || 'Incident in PagerDuty',
    message: '',
    serviceWords: [],
    severityWords: [],
    links: linksOf([incidentLink(incident.html_url)]),
  };
}

const incidentLink = (url: string) => ({ label: 'PagerDuty', url, kind: 'incident' }) as const;
const bridgeLink = (url: string) => ({ label: 'Conference bridge', url, kind: 'bridge' }) as const;
