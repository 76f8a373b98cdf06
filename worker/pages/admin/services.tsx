import type { Service } from '../../../shared/model/service.ts';
import { LineField } from '../console/fields.tsx';
import { given, valuesOf } from './admin-fields.tsx';
import type { Catalogue } from './catalogue.ts';
import { IdField } from './id-field.tsx';
import type { FieldsProps, Noun } from './noun.ts';

const labels = { name: 'Name', description: 'Description', owner: 'Owner', group: 'Group' };

export const services: Noun<Service> = {
  section: 'services',
  one: 'service',
  article: 'a',
  lead: 'What stakeholders know by name, such as “Checkout”. Incidents say which services they touch; people follow services.',
  empty: 'There are no services yet. Without one, no incident can say what is affected.',
  removal:
    'Nobody can follow it or name it in an incident any more. A service that a tool, an audience, a source or something open still names cannot be removed.',
  calls: { create: 'createService', replace: 'replaceService', remove: 'removeService' },
  all: ({ services }) => services,
  columns: (catalogue) => [
    { head: 'Group', cell: ({ group }) => group ?? '' },
    { head: 'Owner', cell: ({ owner }) => owner ?? '' },
    { head: 'Shown in', cell: (service) => toolsOf(service, catalogue) },
  ],
  labels,
  values: (service) =>
    valuesOf({
      name: service?.name,
      description: service?.description,
      owner: service?.owner,
      group: service?.group,
    }),
  body: (values) => ({
    name: values.get('name') ?? '',
    ...given(values, 'description'),
    ...given(values, 'owner'),
    ...given(values, 'group'),
  }),
  Fields: ServiceFields,
};

function ServiceFields({ form, item }: FieldsProps<Service>) {
  return (
    <>
      <LineField form={form} name="name" label={labels.name} hint="As people say it." required />
      {!item && <IdField form={form} example="checkout" />}
      <LineField
        form={form}
        name="description"
        label={labels.description}
        hint="One line, if the name does not say it all."
      />
      <LineField form={form} name="owner" label={labels.owner} hint="The team that answers for it." />
      <LineField
        form={form}
        name="group"
        label={labels.group}
        hint="Services of one group can be followed together."
      />
    </>
  );
}

function toolsOf({ id }: Service, { tools }: Catalogue): string {
  const names = tools.filter((tool) => tool.services.includes(id)).map(({ name }) => name);
  return names.length > 0 ? names.join(', ') : 'no tool';
}
