import type { PersonAnswer } from '../../../shared/protocol/people.ts';
import { LineField } from '../console/fields.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { removalPages } from './removal.tsx';
import { sections } from './sections.ts';

/* The two ways in which somebody goes: out, and for good. */

const { path } = sections.people;

/** The person of the address, found as the API lists them. */
export async function findPerson(visit: AdminVisit): Promise<PersonAnswer | undefined> {
  const id = visit.params['person'] ?? '';
  const query = new URLSearchParams({ text: id, limit: '500' });
  const found = await callApi(visit, 'listPeople', { query });
  return found.ok ? found.value.people.find((one) => one.id === id) : undefined;
}

const ofPerson = {
  section: 'people',
  find: findPerson,
  params: ({ id }: PersonAnswer) => ({ person: id }),
  back: ({ id }: PersonAnswer) => `${path}/edit/${encodeURIComponent(id)}`,
} as const;

export const removal = removalPages({
  ...ofPerson,
  title: ({ name }) => `Remove “${name}”?`,
  text: ({ id }) => (
    <p>
      {id} is signed out everywhere at once, and every browser of theirs is cut off. The account is kept, so
      that they can be let in again.
    </p>
  ),
  button: 'Remove person',
  call: 'removePerson',
  done: 'removed',
});

const labels = { confirm: 'Type their address again' };

export const erasure = removalPages({
  ...ofPerson,
  title: ({ name }) => `Erase “${name}” for good?`,
  text: ({ id }) => (
    <p>
      {id} is signed out everywhere at once, and what is theirs goes. What they did stays, under a random
      name.
    </p>
  ),
  button: 'Erase for good',
  call: 'erasePerson',
  done: 'erased',
  labels,
  Fields: ({ form }) => <LineField form={form} name="confirm" label={labels.confirm} required />,
});
