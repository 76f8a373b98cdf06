import { assertNever } from '../../shared/core/assert-never.ts';
import type { Event } from '../../shared/core/event.ts';
import { nounAt, type RelayState } from '../../shared/core/relay-state.ts';
import type { Audience } from '../../shared/model/audience.ts';
import type { Update } from '../../shared/model/update.ts';
import type { AuditEntry } from './audit.ts';
import type { Kind } from './state-store.ts';

/** People named in one line at most; beyond that, their number. A file may bring thousands. */
const NAMED_MAX = 100;

/** What the audit log says of an event: what was done to what, and which fields it changed, never what stands in them. */
export function auditOf(before: RelayState, event: Event): Pick<AuditEntry, 'action' | 'target' | 'detail'> {
  switch (event.type) {
    case 'incident_opened': {
      const { id, severity, audiences } = event.incident;
      return { action: 'incident.open', target: id, detail: { severity, audiences } };
    }
    case 'update_posted': {
      const { revision, severity, phase } = event.update;
      const fields = fieldsOf(nounAt(before.incidents, event.incidentId)?.updates[0], event.update);
      return {
        action: 'incident.update',
        target: event.incidentId,
        detail: { revision, severity, phase, fields },
      };
    }
    case 'incident_audiences_set': {
      const from = nounAt(before.incidents, event.incidentId)?.audiences ?? [];
      const detail = { from, to: event.audiences };
      return { action: 'incident.set_audiences', target: event.incidentId, detail };
    }
    case 'incident_retired':
      return { action: 'incident.retire', target: event.incidentId };
    case 'author_erased':
      return { action: 'incident.erase_author', target: event.incidentId };
    case 'maintenance_saved':
      return saved('maintenance', before, 'maintenances', event.maintenance);
    case 'service_saved':
      return saved('service', before, 'services', event.service);
    case 'tool_saved':
      return saved('tool', before, 'tools', event.tool);
    case 'source_saved':
      return saved('source', before, 'sources', event.source);
    case 'draft_saved': {
      const { status } = event.draft;
      const line = saved('draft', before, 'drafts', event.draft);
      return { ...line, detail: { ...line.detail, status } };
    }
    case 'audience_saved': {
      const line = saved('audience', before, 'audiences', event.audience);
      const members = membersOf(nounAt(before.audiences, event.audience.id), event.audience);
      return { ...line, detail: { ...line.detail, ...members } };
    }
    case 'audience_claim_set': {
      const detail = event.isMember ? { added: [event.person] } : { removed: [event.person] };
      return { action: 'audience.set_by_sign_in', target: event.audienceId, detail };
    }
    case 'service_removed':
    case 'tool_removed':
    case 'audience_removed':
    case 'source_removed':
      return { action: event.type.replace('_removed', '.remove'), target: event.id };
    default:
      return assertNever(event);
  }
}

function saved(noun: string, before: RelayState, kind: Kind, after: { readonly id: string }) {
  const was = nounAt<object>(before[kind], after.id);
  return was === undefined
    ? { action: `${noun}.add`, target: after.id, detail: {} }
    : { action: `${noun}.save`, target: after.id, detail: { fields: fieldsOf(was, after) } };
}

/** Fields of an update that every one has anew, and that say nothing of what changed. */
const alwaysNew: readonly string[] = [
  'id',
  'revision',
  'at',
  'author',
  'isMaterial',
] satisfies (keyof Update)[];

/** The names of the fields that differ. */
function fieldsOf(was: object | undefined, is: object): string[] {
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is)]);
  const text = (of: object | undefined, name: string) =>
    JSON.stringify(of === undefined ? undefined : Reflect.get(of, name));
  return [...names].filter((name) => !alwaysNew.includes(name) && text(was, name) !== text(is, name));
}

function membersOf(was: Audience | undefined, is: Audience): Record<string, unknown> {
  const [old, now] = [new Set(was?.members), new Set(is.members)];
  return { ...named('added', now.difference(old)), ...named('removed', old.difference(now)) };
}

function named(what: 'added' | 'removed', people: ReadonlySet<string>): Record<string, unknown> {
  if (people.size === 0) return {};
  if (people.size <= NAMED_MAX) return { [what]: [...people] };
  return { [what]: [...people].slice(0, NAMED_MAX), [`${what}Count`]: people.size };
}
