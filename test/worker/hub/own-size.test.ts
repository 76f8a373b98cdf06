import { runInDurableObject } from 'cloudflare:test';
import { expect, it } from 'vitest';
import { emptyRelayState, type RelayState } from '../../../shared/core/relay-state.ts';
import { ASSIGNED_GROUP_LETTERS } from '../../../shared/core/decide-catalogue.ts';
import { SERVICES_MAX } from '../../../shared/model/service.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { FRAME_ENVELOPE_BYTES } from '../../../worker/hub/fit.ts';
import { ownsOf } from '../../../worker/hub/own.ts';
import { meetingText } from '../../../worker/hub/shard/frame-text.ts';
import { audience, byId } from '../../support/builders.ts';
import { at, hub, open, organise, person, useRelay } from '../relay.ts';

useRelay();

const ann = person('ann');
const bytes = (text: string) => new TextEncoder().encode(text).length;
const viewer = { isLiaison: false, audiences: [] };
const idOf = (number: number) => `inc_${String(number).padStart(32, '0')}`;

/** More incidents than anybody is told of, as many of them live as there may be. */
async function manyIncidents(): Promise<RelayState['incidents']> {
  const { id } = await open('Cards refused');
  const json = await runInDurableObject(hub(), (_hub, { storage }) =>
    storage.sql.exec<{ json: string }>('SELECT json FROM nouns WHERE id = ?', id).one(),
  );
  const kept = JSON.parse(json.json) as RelayState['incidents'][string];
  const all = Array.from({ length: limits.ownIncidents + 100 }, (_, number) => ({
    ...kept,
    id: idOf(number),
    resolvedAt: number < 200 ? null : at(-number),
  }));
  return byId(all);
}

function ownOf(state: RelayState, chosen: object) {
  return runInDurableObject(hub(), (_hub, { storage: { sql } }) => {
    const known = [ann.id, at()];
    sql.exec('INSERT INTO subscriptions VALUES (?, ?, ?)', ann.id, JSON.stringify(chosen), at());
    for (const id of Object.keys(state.incidents)) {
      sql.exec(
        'INSERT INTO receipts (incident, person, revision, stage, at) VALUES (?, ?, 99999, 4, ?)',
        id,
        ...known,
      );
      sql.exec(`INSERT INTO signals VALUES (?, ?, 'customers_asking', 99999, ?)`, id, ...known);
    }
    return ownsOf(sql, state, viewer, [ann.id])[ann.id];
  });
}

it('what is one person’s own fits beside the largest view, however much is assigned, chosen and said', async () => {
  await organise();
  const services = Array.from({ length: SERVICES_MAX }, (_, number) => `s${number}`.padEnd(64, 'x'));
  // 3 bytes a letter, and one letter for the name itself.
  const groups = Array.from({ length: ASSIGNED_GROUP_LETTERS / 80 }, (_, number) =>
    String.fromCharCode(0x4e00 + number).repeat(79),
  );
  const audiences = Array.from({ length: 3 }, (_, number) =>
    audience({
      id: `a${number}`,
      members: [ann.id],
      services,
      groups: groups.slice(number * 50, number * 50 + 50),
    }),
  );
  const state: RelayState = {
    ...emptyRelayState,
    services: byId(services.map((id) => ({ id, name: id }))),
    audiences: byId(audiences),
    incidents: await manyIncidents(),
  };
  // As long as it can be: each letter of a group has 4 bytes in the body and 12 in its normal form.
  const grown = Array.from(
    { length: 50 },
    (_, number) => `${number}${'\u{1d160}'.normalize('NFC').repeat(80)}`,
  );
  const chosen = {
    services,
    groups: grown,
    muted: services.slice(0, 200),
    leastSeverity: 'sev4',
    most: 'acknowledgement',
    quietHours: null,
  };
  const own = await ownOf(state, chosen);
  if (!own) throw new Error('nothing of Ann');
  expect(own.assigned?.groups).toHaveLength(groups.length);
  const told = Object.keys(own.acknowledged);
  expect(told).toHaveLength(limits.ownIncidents);
  // All live ones, and of the others those that ended last.
  expect(told.toSorted()).toEqual(
    Array.from({ length: limits.ownIncidents }, (_, number) => idOf(number)).toSorted(),
  );
  const held = { position: { epoch: 'e'.repeat(32), offset: 9_999_999 }, vouchedAt: at(), view: '' };
  const text = meetingText(held, own, { relayNow: at(), spreadMs: 60_000, isResume: false });
  expect(bytes(text)).toBeLessThan(FRAME_ENVELOPE_BYTES);
  // So that the limit says something: three quarters of it can be reached.
  expect(bytes(text)).toBeGreaterThan(FRAME_ENVELOPE_BYTES * 0.75);
});
