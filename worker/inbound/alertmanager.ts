import * as v from 'valibot';
import type { Fact } from '../../shared/model/draft.ts';
import { sha256Hex } from '../auth/hash.ts';
import { isAnySame, readAuthorization } from './proofs.ts';
import {
  LenientText,
  LenientTime,
  linksOf,
  messageOf,
  newestOf,
  parseJson,
  textOf,
  titleOf,
  wordsOf,
} from './reading.ts';
import type { InboundReading, InboundRequest, InboundSource } from './source.ts';

/**
 * Prometheus Alertmanager, webhook version 4.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const alertmanager: InboundSource = { kind: 'alertmanager', verify, dedupeKey, read };

/** The user of basic authentication where the secret is a password alone. */
const DEFAULT_USER = 'masthead';

const Words = v.fallback(v.record(v.string(), v.string()), {});
type Words = v.InferOutput<typeof Words>;

const Alert = v.object({
  status: v.fallback(v.picklist(['firing', 'resolved']), 'firing'),
  labels: Words,
  annotations: Words,
  startsAt: LenientTime,
  endsAt: LenientTime,
  generatorURL: LenientText,
  /** Older versions send none. */
  fingerprint: LenientText,
});
type Alert = v.InferOutput<typeof Alert>;

const Group = v.object({
  status: v.picklist(['firing', 'resolved']),
  receiver: LenientText,
  groupKey: LenientText,
  groupLabels: Words,
  commonLabels: Words,
  commonAnnotations: Words,
  externalURL: LenientText,
  truncatedAlerts: v.fallback(v.number(), 0),
  alerts: v.pipe(v.array(Alert), v.minLength(1)),
});
type Group = v.InferOutput<typeof Group>;

async function verify({ headers }: InboundRequest, secrets: readonly string[]): Promise<boolean> {
  const shown = readAuthorization(headers.get('Authorization'));
  if (!shown) return false;
  const isPair = (secret: string) => secret.includes(':');
  const expected =
    shown.scheme === 'bearer'
      ? secrets.filter((secret) => !isPair(secret))
      : secrets.map((secret) => (isPair(secret) ? secret : `${DEFAULT_USER}:${secret}`));
  return isAnySame([shown.credential], expected);
}

/** A repeated notification, or the twin of a highly available pair, tells of the same alerts in the same state. */
async function dedupeKey({ body }: InboundRequest): Promise<string> {
  const group = v.safeParse(Group, parseJson(textOf(body)));
  if (!group.success) return `body:${await sha256Hex(body)}`;
  const { groupKey, truncatedAlerts, alerts } = group.output;
  const states = alerts.map((alert) => JSON.stringify([nameOf(alert), alert.startsAt, alert.status]));
  return `group:${await sha256Hex(JSON.stringify([groupKey, states.toSorted(), truncatedAlerts]))}`;
}

function read(body: string): InboundReading {
  const parsed = v.safeParse(Group, parseJson(body));
  if (!parsed.success) return { kind: 'unreadable', reason: 'The body is no group of alerts.' };
  const group = parsed.output;
  const occurredAt = newestOf(group.alerts.flatMap(timesOf));
  if (occurredAt === null) return { kind: 'unreadable', reason: 'No alert has a time that could be real.' };
  return { kind: 'facts', facts: [factOf(group, occurredAt)] };
}

function factOf(group: Group, occurredAt: string): Fact {
  // What was cut off the list may still fire.
  const isOver = group.status === 'resolved' && group.truncatedAlerts === 0;
  const firing = group.alerts.filter((alert) => alert.status === 'firing');
  const alerts = firing.length > 0 ? firing : group.alerts;
  const title = titleFor(group, alerts);
  const startedAt = alerts
    .map(startOf)
    .filter((time) => time !== null)
    .toSorted()[0];
  return {
    key: keyOf(group),
    occurredAt,
    ...(startedAt ? { startedAt } : {}),
    phase: isOver ? 'resolved' : 'investigating',
    title,
    message: isOver
      ? 'Monitoring reports that this is over.'
      : messageOf(alerts.map(({ annotations: a }) => a['description'] ?? a['summary'] ?? '')) || title,
    serviceWords: wordsOf(labels(alerts, ['service', 'job', 'app', 'component', 'namespace', 'alertname'])),
    severityWords: wordsOf(labels(alerts, ['severity', 'priority'])),
    links: linksOf(
      [
        ...alerts.flatMap((alert) => [
          { label: 'Runbook', url: alert.annotations['runbook_url'] ?? '' },
          { label: 'Dashboard', url: alert.annotations['dashboard_url'] ?? '' },
        ]),
        ...alerts.map((alert) => ({ label: 'Graph', url: alert.generatorURL })),
        { label: 'Alertmanager', url: group.externalURL },
      ].map((link) => ({ ...link, kind: 'other' })),
    ),
  };
}

/** Alertmanager's name for the group; the empty name of an ungrouped route is shared by all groups of that kind. */
function keyOf({ groupKey, receiver, groupLabels }: Group): string {
  if (groupKey !== '' && groupKey !== '{}:{}') return groupKey;
  return `${receiver} ${JSON.stringify(sorted(groupLabels))}`;
}

/** The people's words for it where the rule has some, else the alert's name and place in words. */
function titleFor({ commonAnnotations, commonLabels, receiver }: Group, alerts: readonly Alert[]): string {
  const written = titleOf(commonAnnotations['title'] ?? commonAnnotations['summary'] ?? '');
  if (written) return written;
  const [name, ...others] = wordsOf(labels(alerts, ['alertname'])).map(inWords);
  const place = commonLabels['service'] ?? commonLabels['instance'];
  const words = [
    name ?? `Alert from ${receiver || 'Alertmanager'}`,
    ...(place ? [`on ${place}`] : []),
    ...(others.length > 0 ? [`and ${others.length} more`] : []),
  ];
  return titleOf(words.join(' ')) || 'Alert from Alertmanager';
}

/** "HighErrorRate" and "high_error_rate" as "High error rate"; an abbreviation stays as it is. */
function inWords(name: string): string {
  const words = name
    .replaceAll(/[_-]+/g, ' ')
    .replaceAll(/(\p{Ll}|\p{Nd})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase())
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The zero time of Go, `0001-01-01T00:00:00Z`, says that there is none. */
const known = (time: string | null) => (time === null || time.startsWith('0001-') ? null : time);

const startOf = (alert: Alert) => known(alert.startsAt);

/** The end of an alert that still fires is only a guess of when it will be forgotten. */
const timesOf = (alert: Alert) => [startOf(alert), alert.status === 'resolved' ? known(alert.endsAt) : null];

const nameOf = (alert: Alert) => alert.fingerprint || sorted(alert.labels);

const sorted = (words: Words) => Object.entries(words).toSorted(([a], [b]) => (a < b ? -1 : 1));

function labels(alerts: readonly Alert[], names: readonly string[]): string[] {
  return names.flatMap((name) => alerts.map((alert) => alert.labels[name] ?? ''));
}
