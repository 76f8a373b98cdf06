import * as v from 'valibot';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { PersonId } from '../../../shared/model/audience.ts';
import { roles } from '../../../shared/model/person.ts';
import { csvText } from '../../csv.ts';
import type { PeopleFilter } from '../../hub/desk/people.ts';
import type { Handlers } from '../handler.ts';
import { problemFor } from '../problem-response.ts';
import { takeAway } from '../take-away.ts';
import { csvHeader, readPeopleFile, recordOf } from '../people-file.ts';

/** Faulty rows that a refusal names; a dry run names them all. */
const FAULTS_SHOWN = 100;

export const peopleRoutes: Pick<
  Handlers,
  'listPeople' | 'addPerson' | 'replacePerson' | 'removePerson' | 'importPeople' | 'exportPeople'
> = {
  async listPeople({ query, hub }) {
    const filter = readFilter(query);
    if (isRejection(filter)) return filter;
    return { status: 200, body: JSON.stringify(await hub((h) => h.run('listPeople', filter))) };
  },

  addPerson: ({ actor, body, repeat, hub }) => hub((h) => h.run('addPerson', actor, body, repeat)),

  replacePerson: async ({ actor, params, body, hub }) => {
    const person = personIn(params.person);
    if (isRejection(person)) return person;
    const { result } = await hub((h) => h.runAndTell('replacePerson', actor, person, body));
    return result;
  },

  removePerson: async ({ actor, params, hub }) => {
    const person = personIn(params.person);
    return isRejection(person) ? person : takeAway(hub, 'removePerson', actor, person);
  },

  async importPeople({ actor, query, bytes, repeat, hub }) {
    const [isDryRun, removeMissing] = [flag(query, 'dryRun'), flag(query, 'removeMissing')];
    if (isDryRun === null || removeMissing === null)
      return { rejected: 'invalid_query', detail: 'dryRun and removeMissing are true or false.' };
    const file = readPeopleFile(bytes);
    if (isRejection(file)) return file;
    // A file that was cut off, or the wrong one: everybody but the caller would be out.
    if (removeMissing && file.rows.length + file.faults.length === 0)
      return { rejected: 'malformed_csv', detail: 'The file names nobody.' };
    const rules = { isDryRun, removeMissing };
    const { result: answer } = await hub((h) => h.runAndTell('importPeople', actor, file, rules, repeat));
    if (!('faults' in answer)) return answer;
    const errors = answer.faults.slice(0, FAULTS_SHOWN).map(({ line, code, message }) => ({
      path: line === null ? '' : `line ${line}`,
      code,
      message,
    }));
    const detail = `${answer.faults.length} faults; nothing was changed.`;
    return problemFor('faulty_rows', { detail, errors });
  },

  async exportPeople({ actor, hub }) {
    const people = await hub((h) => h.run('exportPeople', actor));
    return new Response(csvText([csvHeader, ...people.map(recordOf)]), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="people.csv"',
        'Cache-Control': 'no-store',
      },
    });
  },
};

function personIn(text: string): PersonId | Rejection {
  const parsed = v.safeParse(PersonId, text);
  return parsed.success
    ? parsed.output
    : { rejected: 'not_found', detail: 'There is no account with this address.' };
}

/** `null` where it is neither true nor false. */
function flag(query: URLSearchParams, name: string): boolean | null {
  const text = query.get(name) ?? 'false';
  return text === 'true' || text === 'false' ? text === 'true' : null;
}

function readFilter(query: URLSearchParams): PeopleFilter | Rejection {
  const [role, active] = [query.get('role'), query.get('active')];
  const limit = Number(query.get('limit') ?? 100);
  if (role !== null && !v.is(v.picklist(roles), role))
    return { rejected: 'invalid_query', detail: `role must be one of ${roles.join(', ')}.` };
  if (active !== null && active !== 'true' && active !== 'false')
    return { rejected: 'invalid_query', detail: 'active must be true or false.' };
  if (!Number.isInteger(limit) || limit < 1 || limit > 500)
    return { rejected: 'invalid_query', detail: 'limit must be a whole number from 1 to 500.' };
  return {
    role,
    isActive: active === null ? null : active === 'true',
    text: query.get('text'),
    after: query.get('after') ?? '',
    limit,
  };
}
