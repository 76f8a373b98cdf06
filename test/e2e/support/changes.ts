import { setTimeout as pause } from 'node:timers/promises';
import { isLive } from '../../../shared/model/incident.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import type { Api } from './api.ts';
import { checkoutIncident } from './catalogue.ts';

const PUBLISHERS = 2;
const PUBLISH_EVERY_MS = 20;
const MOST_LIVE = 3;

const services = ['checkout', 'billing', 'search'] as const;
const impacts = ['degraded_performance', 'partial_outage', 'major_outage'] as const;
const severities = ['sev1', 'sev2', 'sev3'] as const;

/** The incidents that are live now. */
export async function liveIncidents(api: Api): Promise<IncidentView[]> {
  return (await api.state()).incidents.filter(isLive);
}

/**
 * Changes how things stand so that a badge or a sentence must follow: one incident more, one less, or one that is felt
 * otherwise. `random` gives numbers in [0, 1).
 */
export async function changeSomething(api: Api, random: () => number): Promise<void> {
  const pick = <Item>(items: readonly [Item, ...Item[]]) =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const open = async () => {
    const affected = [{ id: pick(services), impact: pick(impacts) }];
    await api.open(checkoutIncident({ title: 'One more', severity: pick(severities), services: affected }));
  };
  const [first, ...rest] = await liveIncidents(api);
  if (!first) return open();
  const incident = pick([first, ...rest]);
  const resolve = () => api.update(incident.id, { phase: 'resolved', message: 'Over.' });
  const alter = () => {
    const affected = incident.services.map(({ id, impact }) => ({ id, impact: otherThan(impact) }));
    return api.update(incident.id, { services: affected, message: 'It is felt otherwise now.' });
  };
  const otherThan = (impact: string) => {
    const [one = impacts[0], ...others] = impacts.filter((other) => other !== impact);
    return pick([one, ...others]);
  };
  await pick([resolve, alter, rest.length + 1 < MOST_LIVE ? open : alter])();
}

/** Posts updates on a live incident from several sides until it is stopped, which resolves with their number. */
export function publishUpdates(api: Api, incidentId: string): { stop(): Promise<number> } {
  const ending = new AbortController();
  let posted = 0;
  const publish = async () => {
    while (!ending.signal.aborted) {
      await api.update(incidentId, { message: `Still at it (${++posted}).` });
      await pause(PUBLISH_EVERY_MS);
    }
  };
  const publishers = Array.from({ length: PUBLISHERS }, publish);
  return {
    stop: async () => {
      ending.abort();
      await Promise.all(publishers);
      return posted;
    },
  };
}
