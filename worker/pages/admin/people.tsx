import type { OperationId } from '../../../shared/protocol/api-table.ts';
import type { PersonAnswer } from '../../../shared/protocol/people.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { type FormState, freshForm } from '../console/form-state.ts';
import { LineField } from '../console/fields.tsx';
import { seeOther } from '../see-other.ts';
import { Checkboxes, given, Radios, valuesOf } from './admin-fields.tsx';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { type Catalogue, loadCatalogue } from './catalogue.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { erasure, findPerson, removal } from './people-leaving.tsx';
import { peopleList } from './people-list.tsx';
import { withOne } from './removal.tsx';
import { roleChoices } from './role-words.ts';
import { sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';

const { path } = sections.people;
const labels = { id: 'E-mail address', name: 'Name', role: 'Role', audiences: 'Audiences' };

/** The pages of people but for the import of many. */
export const peoplePages = {
  adminPeople: peopleList,
  adminAddPerson: async (visit) => formPage(visit, await loadCatalogue(visit), null, freshOf(null), 200),
  adminSendAddPerson: (visit) =>
    withForm(visit, async (sent) => {
      const body = {
        id: sent.values.get('id') ?? '',
        ...given(sent.values, 'name'),
        ...chosenIn(sent.values),
      };
      const added = await callApi(visit, 'addPerson', { body, repeat: sent.repeat });
      if (added.ok) return seeOther(`${path}?done=added`);
      const form = comesBack('person', sent.values, added, labels, body);
      return formPage(visit, await loadCatalogue(visit), null, form, problems[added.code].status);
    }),
  adminEditPerson: (visit) =>
    withOne(visit, findPerson, async (person) =>
      formPage(visit, await loadCatalogue(visit), person, freshOf(person), 200),
    ),
  adminSendEditPerson: (visit) =>
    withOne(visit, findPerson, (person) =>
      withForm(visit, async (sent) => {
        const body = { name: sent.values.get('name') ?? '', isActive: true, ...chosenIn(sent.values) };
        const saved = await callApi(visit, 'replacePerson', { params: { person: person.id }, body });
        if (saved.ok) return seeOther(`${path}?done=saved`);
        const form = comesBack('person', sent.values, saved, labels, body);
        return formPage(visit, await loadCatalogue(visit), person, form, problems[saved.code].status);
      }),
    ),
  adminRemovePerson: removal.ask,
  adminSendRemovePerson: removal.send,
  adminErasePerson: erasure.ask,
  adminSendErasePerson: erasure.send,
} satisfies Record<string, AdminHandler>;

function chosenIn(values: URLSearchParams) {
  return { role: values.get('role') ?? '', audiences: values.getAll('audiences') };
}

function freshOf(person: PersonAnswer | null): FormState {
  const values = valuesOf({
    name: person?.name,
    role: person?.role ?? 'stakeholder',
    audiences: person?.audiences,
  });
  return { ...freshForm('person'), values };
}

function formPage(
  visit: AdminVisit,
  catalogue: Catalogue,
  person: PersonAnswer | null,
  form: FormState,
  status: number,
): Promise<Response> {
  const call: OperationId = person ? 'replacePerson' : 'addPerson';
  return adminPage({
    person: visit.person,
    section: 'people',
    title: person ? person.name : 'Add a person',
    status,
    action: person && <Ways {...person} />,
    children: (
      <>
        {person && <p class="detail">{person.id}</p>}
        {person && !person.isActive && (
          <p class="notice refusal">This person was removed and cannot sign in. Saving lets them in again.</p>
        )}
        <FreshNotice visit={visit} call={call} />
        <AdminForm form={form} button={buttonOf(person)} back={path} labels={labels}>
          {!person && <LineField form={form} name="id" label={labels.id} required />}
          <LineField form={form} name="name" label={labels.name} required={person !== null} />
          <Radios form={form} name="role" label={labels.role} choices={roleChoices} />
          {catalogue.audiences.length > 0 && (
            <Checkboxes
              form={form}
              name="audiences"
              label={labels.audiences}
              choices={catalogue.audiences.map(({ id, name }) => ({ value: id, text: name }))}
            />
          )}
        </AdminForm>
      </>
    ),
  });
}

/** What else can be done about somebody. */
function Ways({ id, isActive }: PersonAnswer) {
  const person = encodeURIComponent(id);
  return (
    <span class="actions">
      <a class="button" href={`/api/v1/people/${person}/export`} download>
        Export
      </a>
      {isActive && (
        <a class="button danger" href={`${path}/remove/${person}`}>
          Remove…
        </a>
      )}
      <a class="button danger" href={`${path}/erase/${person}`}>
        Erase…
      </a>
    </span>
  );
}

function buttonOf(person: PersonAnswer | null): string {
  if (!person) return 'Add person';
  return person.isActive ? 'Save' : 'Save and let in again';
}
