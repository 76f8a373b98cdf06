import { join } from 'node:path';
import * as v from 'valibot';
import { ServicesAnswer, SourceCreated } from '../../shared/protocol/answers.ts';
import { IncidentView } from '../../shared/protocol/view.ts';
import { readIfThere, writePrivate } from '../lib/private-file.ts';
import type { Relay } from '../relay.ts';
import { type Api, apiOf } from './api.ts';
import * as organisation from './organisation.ts';
import { keepSource } from './source-files.ts';

const Progress = v.object({ startedAt: v.string(), isDone: v.boolean() });

/**
 * Fills a new relay with the demo organisation over its public API. A relay that holds services already is left alone. A
 * seeding that was cut off goes on with the same times, so that its repeated requests are recognised by their keys.
 */
export async function seedDemo({
  url,
  credentials,
  stateDir,
}: Pick<Relay, 'url' | 'credentials' | 'stateDir'>): Promise<'seeded' | 'kept'> {
  const progressFile = join(stateDir, 'demo.json');
  const kept = readIfThere(progressFile);
  const admin = apiOf(url, credentials.admin);
  if (kept === null && (await hasServices(admin))) return 'kept';
  const progress = v.parse(
    Progress,
    kept ? JSON.parse(kept) : { startedAt: new Date().toISOString(), isDone: false },
  );
  if (progress.isDone) return 'kept';
  const note = (isDone: boolean) => writePrivate(progressFile, JSON.stringify({ ...progress, isDone }));
  note(false);
  await seedCatalogue(admin);
  await seedIncidents(apiOf(url, credentials.liaison), new Date(progress.startedAt));
  await seedSource(admin, stateDir);
  note(true);
  return 'seeded';
}

async function hasServices(admin: Api): Promise<boolean> {
  return v.parse(ServicesAnswer, await admin.get('/api/v1/services')).services.length > 0;
}

async function seedCatalogue(admin: Api): Promise<void> {
  for (const { id, ...service } of organisation.services) await admin.put(`/api/v1/services/${id}`, service);
  for (const { id, ...tool } of organisation.tools) await admin.put(`/api/v1/tools/${id}`, tool);
}

async function seedIncidents(liaison: Api, now: Date): Promise<void> {
  const incidents = {
    resolved: organisation.resolvedIncident(now),
    live: organisation.liveIncident(now),
  };
  for (const [name, { opening, updates }] of Object.entries(incidents)) {
    const answer = await liaison.post('/api/v1/incidents', opening, `demo-${name}`);
    const { id } = v.parse(IncidentView, answer);
    for (const [index, update] of updates.entries()) {
      await liaison.post(`/api/v1/incidents/${id}/updates`, update, `demo-${name}-${index}`);
    }
  }
  await liaison.post('/api/v1/maintenances', organisation.plannedMaintenance(now), 'demo-maintenance');
}

/** The relay shows a source's address and secret once; a source whose answer was lost is made anew. */
async function seedSource(admin: Api, stateDir: string): Promise<void> {
  await admin.remove(`/api/v1/sources/${organisation.alertSource.id}`);
  const created = v.parse(SourceCreated, await admin.post('/api/v1/sources', organisation.alertSource));
  if (!created.secret) throw new Error('the relay made no secret for the demo source');
  keepSource(stateDir, { url: created.inboundUrl, secret: created.secret });
}
