import type { InferOutput } from 'valibot';
import type { AuditAnswer, AuditLine } from '../../../shared/protocol/audit.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { sections } from './sections.ts';
import { type Column, Empty, Table } from './table.tsx';

const filters = [
  { name: 'actor', label: 'Who', hint: 'address or id' },
  { name: 'action', label: 'What', hint: 'incident, or incident.open' },
  { name: 'target', label: 'To what', hint: 'id' },
  { name: 'from', label: 'From', hint: '2026-11-24' },
  { name: 'to', label: 'Before', hint: '2026-11-25' },
] as const;

/** A day begins at midnight UTC, as the times of the log are. */
const DAY = /^\d{4}-\d\d-\d\d$/;

type Page = InferOutput<typeof AuditAnswer>;

/** Who did or tried what, newest first. It cannot be changed here or anywhere. */
export async function auditPage(visit: AdminVisit): Promise<Response> {
  const asked = new URL(visit.request.url).searchParams;
  const query = new URLSearchParams();
  for (const name of [...filters.map((filter) => filter.name), 'outcome', 'cursor']) {
    const value = asked.get(name)?.trim();
    if (value) query.set(name, DAY.test(value) ? `${value}T00:00:00Z` : value);
  }
  const answer = await callApi(visit, 'listAudit', { query });
  return adminPage({
    person: visit.person,
    section: 'audit',
    title: 'Audit',
    status: answer.ok ? 200 : 400,
    children: (
      <>
        <p class="lead">Every change, sign-in, export and refusal. Nothing here can be changed.</p>
        <Filters query={query} />
        {answer.ok ? (
          <Lines page={answer.value} query={query} />
        ) : (
          <p class="notice refusal" role="alert">
            {answer.detail}
          </p>
        )}
      </>
    ),
  });
}

function Filters({ query }: { query: URLSearchParams }) {
  return (
    <form class="filters" method="get" role="search">
      {filters.map(({ name, label, hint }) => (
        <div class="field" key={name}>
          <label for={name}>{label}</label>
          <input id={name} name={name} value={query.get(name) ?? ''} placeholder={hint} />
        </div>
      ))}
      <div class="field">
        <label for="outcome">Outcome</label>
        <select id="outcome" name="outcome">
          <option value="">any</option>
          {['done', 'refused'].map((one) => (
            <option key={one} value={one} selected={query.get('outcome') === one}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <button class="button">Search</button>
    </form>
  );
}

function Lines({ page: { lines, next }, query }: { page: Page; query: URLSearchParams }) {
  return (
    <>
      <p>
        Export these as <a href={exportAddress(query, 'csv')}>CSV</a> or{' '}
        <a href={exportAddress(query, 'jsonl')}>JSON lines</a>.
      </p>
      {lines.length === 0 ? (
        <Empty>
          <p>{next === null ? 'Nothing matches.' : 'Nothing so far; older lines are on the next page.'}</p>
        </Empty>
      ) : (
        <Table
          label="Audit"
          items={lines}
          keyOf={({ at, action, target }) => `${at} ${action} ${target}`}
          columns={columns}
        />
      )}
      {next !== null && (
        <p>
          <a href={`${sections.audit.path}?${queryWith(query, 'cursor', next)}`}>Older</a>
        </p>
      )}
    </>
  );
}

const columns: readonly [Column<AuditLine>, ...Column<AuditLine>[]] = [
  {
    head: 'When',
    cell: ({ at }) => <time dateTime={at}>{`${at.slice(0, 10)} ${at.slice(11, 19)}`}</time>,
  },
  { head: 'Who', cell: ({ actor }) => actor.id ?? actor.kind },
  { head: 'What', cell: whatOf },
];

/** Facts stand under the deed: in a column of their own they would have the least room. */
function whatOf({ action, outcome, target, detail }: AuditLine) {
  return (
    <>
      {action} {outcome === 'refused' && <strong>refused</strong>}
      {target !== null && <span class="long detail"> {target}</span>}
      {detail !== null && (
        <>
          <br />
          <span class="long detail">{factsOf(detail)}</span>
        </>
      )}
    </>
  );
}

const FACTS_SHOWN = 200;

/** What stands beside the deed, as text; a field that changed as it was and as it is. */
function factsOf(detail: AuditLine['detail']): string {
  const all = Object.entries(detail ?? {})
    .flatMap(([name, value]) => (name === 'changed' ? changesIn(value) : [`${name}: ${textOf(value)}`]))
    .join('; ');
  return all.length > FACTS_SHOWN ? `${all.slice(0, FACTS_SHOWN)}…` : all;
}

function changesIn(changed: unknown): string[] {
  if (typeof changed !== 'object' || changed === null || Array.isArray(changed)) return [textOf(changed)];
  return Object.entries(changed).map(([name, change]: [string, unknown]) => {
    const isChange = typeof change === 'object' && change !== null && 'from' in change && 'to' in change;
    return isChange ? `${name}: ${textOf(change.from)} → ${textOf(change.to)}` : `${name}: ${textOf(change)}`;
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function exportAddress(query: URLSearchParams, format: string): string {
  const asked = new URLSearchParams(query);
  asked.delete('cursor');
  return `/api/v1/audit/export?${queryWith(asked, 'format', format)}`;
}

function queryWith(query: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = new URLSearchParams(query);
  changed.set(name, value);
  return changed;
}
