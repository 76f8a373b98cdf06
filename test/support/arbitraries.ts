import * as fc from 'fast-check';
import type { Command } from '../../shared/core/command.ts';
import type { Viewer } from '../../shared/core/view.ts';
import type { AffectedService } from '../../shared/model/impact.ts';
import { impacts } from '../../shared/model/impact.ts';
import { linkKinds } from '../../shared/model/link.ts';
import { maintenancePhases } from '../../shared/model/maintenance.ts';
import { phases } from '../../shared/model/phase.ts';
import { severities } from '../../shared/model/severity.ts';
import { at, opening, type Step, tool } from './builders.ts';

const serviceId = fc.constantFrom('checkout', 'search', 'login');
const audiences = fc.subarray(['board', 'sales']);
const words = fc.string({ minLength: 1, maxLength: 30 });

const affectedServices: fc.Arbitrary<AffectedService[]> = fc.uniqueArray(
  fc.record({ id: serviceId, impact: fc.constantFrom(...impacts) }),
  { selector: (service) => service.id, maxLength: 3 },
);

export const viewer = fc.oneof(
  fc.record<Viewer>({ isLiaison: fc.constant(false), audiences }),
  fc.constant<Viewer>({ isLiaison: true, audiences: [] }),
);

export const stakeholder = fc.record<Viewer>({ isLiaison: fc.constant(false), audiences });

export const openIncident = fc
  .record(
    {
      title: words,
      severity: fc.constantFrom(...severities),
      services: affectedServices,
      phase: fc.constantFrom(...phases),
      message: words,
      workaround: words,
      links: fc.array(
        fc.record({
          label: words,
          url: fc.constant('https://wiki.example.com/'),
          kind: fc.constantFrom(...linkKinds),
        }),
        { maxLength: 2 },
      ),
      audiences,
    },
    { requiredKeys: ['title', 'severity', 'services', 'phase', 'message', 'links', 'audiences'] },
  )
  .map(opening);

const postUpdate = fc.record(
  {
    message: words,
    phase: fc.constantFrom(...phases),
    severity: fc.constantFrom(...severities),
    services: affectedServices,
    workaround: words,
    nextUpdateMinutes: fc.integer({ min: 1, max: 600 }),
    material: fc.boolean(),
    reopen: fc.boolean(),
  },
  { requiredKeys: ['message'] },
);

/** Ids as `contextAt` makes them. */
const incidentId = fc.nat(20).map((minute) => `inc_${minute}_2`);
const maintenanceId = fc.nat(20).map((minute) => `mnt_${minute}_1`);

/** Any command of a liaison, an admin or the clock on the organisation of the builders; sources have their own tests. */
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: openIncident.map((input): Command => ({ type: 'open_incident', input })),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('post_update'), incidentId, input: postUpdate }),
  },
  fc.record({ type: fc.constant('set_incident_audiences'), incidentId, audiences }),
  fc.record({ type: fc.constant('retire_incident'), incidentId }),
  fc.record({
    type: fc.constant('schedule_maintenance'),
    input: fc.record({
      title: words,
      message: words,
      services: fc.subarray(['checkout', 'search'], { minLength: 1 }),
      startsAt: fc.constant(at(100)),
      endsAt: fc.constant(at(200)),
      audiences,
    }),
  }),
  fc.record({
    type: fc.constant('advance_maintenance'),
    maintenanceId,
    phase: fc.constantFrom(...maintenancePhases),
  }),
  fc.record({ type: fc.constant('save_service'), service: fc.record({ id: serviceId, name: words }) }),
  fc.record({
    type: fc.constant('save_tool'),
    tool: fc.subarray(['checkout', 'search', 'login']).map((services) => tool({ id: 'wiki', services })),
  }),
  fc.record({ type: fc.constant('remove_tool'), id: fc.constantFrom('wiki', 'crm') }),
);

/** A script of commands, one a minute. The clock retires two days later, so that resolved incidents do leave. */
export const script: fc.Arbitrary<Step[]> = fc.array(command, { maxLength: 20 }).map((commands) =>
  commands.map((command, minute) => {
    const waitsMinutes = command.type === 'retire_incident' ? 48 * 60 : 0;
    return { command, minute, nowMinutes: minute + waitsMinutes };
  }),
);

/** Text as hostile as it comes: any code unit, lone surrogates, bidi and tag characters among letters. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('a', 'e', ' ', '\n', '\t', '\r\n', '\u0301', '\u0308', '\u202e', '\u2066', '\u200d'),
      fc.constantFrom('\ud800', '\udb40', '\udc41', '\u{e0041}', '\ufeff', '\u0000', '👩‍🚒', 'é'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));
