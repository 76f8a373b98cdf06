import { roles } from '../../../shared/model/person.ts';
import { Time } from '../../../shared/ui/time.tsx';
import { sceneOf } from '../scene.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { doneWords } from './done-words.ts';
import { roleWords } from './role-words.ts';
import { sections } from './sections.ts';
import { Empty, Table } from './table.tsx';

const { path } = sections.people;
const PAGE = '50';

/** Who may sign in, by address and a page at a time. */
export async function peopleList(visit: AdminVisit): Promise<Response> {
  const asked = new URL(visit.request.url).searchParams;
  const query = new URLSearchParams({ limit: PAGE });
  const role = roles.find((known) => known === asked.get('role'));
  const text = asked.get('q')?.trim().slice(0, 100) ?? '';
  if (role) query.set('role', role);
  if (text) query.set('text', text);
  if (asked.get('active') === 'false') query.set('active', 'false');
  const after = asked.get('after');
  if (after) query.set('after', after);
  const answer = await callApi(visit, 'listPeople', { query });
  const { people, next } = answer.ok ? answer.value : { people: [], next: null };
  const isNarrowed = role !== undefined || text !== '' || query.has('active') || after !== null;
  const scene = sceneOf({ services: [] });
  const onward = new URLSearchParams(asked);
  if (next !== null) onward.set('after', next);
  onward.delete('done');
  return adminPage({
    person: visit.person,
    section: 'people',
    title: 'People',
    notice: doneWords('person', asked.get('done')),
    action: (
      <span class="actions">
        <a class="button" href={`${path}/import`}>
          Import…
        </a>
        <a class="button strong" href={`${path}/add`}>
          Add a person
        </a>
      </span>
    ),
    children: (
      <>
        <p class="lead">
          Who may sign in, and what they may do. <a href="/api/v1/people.csv">Export as CSV</a>
        </p>
        <form class="filters" method="get" role="search">
          <div class="field">
            <label for="q">Name or address</label>
            <input id="q" name="q" type="search" value={text} />
          </div>
          <div class="field">
            <label for="role">Role</label>
            <select id="role" name="role">
              <option value="">any</option>
              {roles.map((one) => (
                <option key={one} value={one} selected={one === role}>
                  {roleWords[one].text}
                </option>
              ))}
            </select>
          </div>
          <div class="field">
            <label for="active">Shown</label>
            <select id="active" name="active">
              <option value="">everybody</option>
              <option value="false" selected={query.has('active')}>
                removed only
              </option>
            </select>
          </div>
          <button class="button">Search</button>
        </form>
        {people.length > 0 && (
          <Table
            label="People"
            items={people}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Name',
                cell: ({ id, name }) => <a href={`${path}/edit/${encodeURIComponent(id)}`}>{name}</a>,
              },
              { head: 'E-mail address', cell: ({ id }) => <span class="long">{id}</span> },
              {
                head: 'Role',
                cell: ({ role: held, isActive }) => (isActive ? roleWords[held].text : 'removed'),
              },
              {
                head: 'Signed in',
                cell: ({ signedInAt }) =>
                  signedInAt === null ? 'never' : <Time at={signedInAt} scene={scene} isPartOfText />,
              },
            ]}
          />
        )}
        {people.length === 0 && (
          <Empty>
            <p>{isNarrowed ? 'Nobody matches.' : 'Nobody has an account yet.'}</p>
          </Empty>
        )}
        {next !== null && (
          <p>
            <a href={`${path}?${onward}`}>Next page</a>
          </p>
        )}
      </>
    ),
  });
}
