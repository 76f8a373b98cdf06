import type { Audience } from '../../../shared/model/audience.ts';
import { LineField, ProseField } from '../console/fields.tsx';
import { counted } from './attention.ts';
import { Checkboxes, linesOf, valuesOf } from './admin-fields.tsx';
import type { Catalogue } from './catalogue.ts';
import { IdField } from './id-field.tsx';
import type { FieldsProps, Noun } from './noun.ts';
import { namesOf } from './tools.tsx';

const labels = {
  name: 'Name',
  members: 'Members',
  includes: 'Includes',
  services: 'Follows these services',
  groups: 'Follows these groups',
};

export const audiences: Noun<Audience> = {
  section: 'audiences',
  one: 'audience',
  article: 'an',
  lead: 'Named sets of people who may read something. A confidential incident is for its audiences only; nobody else can tell that it exists.',
  empty: 'There are no audiences yet. Until there are, everything is for everyone in the company.',
  removal:
    'Its members lose what was only for them. An audience that an incident, a maintenance or a source still names cannot be removed.',
  calls: { create: 'createAudience', replace: 'replaceAudience', remove: 'removeAudience' },
  all: ({ audiences }) => audiences,
  columns: (catalogue) => [
    { head: 'Members', cell: membersOf },
    { head: 'Includes', cell: ({ includes }) => includesOf(includes, catalogue) },
    { head: 'Follows', cell: ({ services, groups }) => followed(services, groups, catalogue) },
  ],
  labels,
  values: (audience) =>
    valuesOf({
      name: audience?.name,
      members: audience?.members.join('\n'),
      includes: audience?.includes,
      services: audience?.services,
      groups: audience?.groups,
    }),
  body: (values) => ({
    name: values.get('name') ?? '',
    members: linesOf(values, 'members'),
    includes: values.getAll('includes'),
    services: values.getAll('services'),
    groups: values.getAll('groups'),
  }),
  Fields: AudienceFields,
};

function AudienceFields({ form, catalogue, item }: FieldsProps<Audience>) {
  const groups = groupsOf(catalogue, item);
  const others = catalogue.audiences.filter(({ id }) => id !== item?.id);
  return (
    <>
      <LineField form={form} name="name" label={labels.name} required />
      {!item && <IdField form={form} example="board" />}
      <ProseField
        form={form}
        name="members"
        label={labels.members}
        hint="E-mail addresses, one a line. Who is taken out loses access at once."
      />
      {item && item.fromSignIn.length > 0 && (
        <p class="detail">
          Beside these, {counted(item.fromSignIn.length, 'person', 'people')} by the groups of the company’s
          sign-in.
        </p>
      )}
      {others.length > 0 && (
        <Checkboxes
          form={form}
          name="includes"
          label={labels.includes}
          hint="Who is in one of these is in this one too. It goes one level deep."
          choices={others.map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
      <Checkboxes
        form={form}
        name="services"
        label={labels.services}
        hint="Members are told of these whatever they choose themselves."
        choices={catalogue.services.map(({ id, name }) => ({ value: id, text: name }))}
        none="There are no services yet."
      />
      {groups.length > 0 && (
        <Checkboxes
          form={form}
          name="groups"
          label={labels.groups}
          hint="Services that join a group later are followed too."
          choices={groups.map((name) => ({ value: name, text: name }))}
        />
      )}
    </>
  );
}

function membersOf({ members, fromSignIn, includes }: Audience): string {
  const count = new Set([...members, ...fromSignIn]).size;
  if (count > 0) return counted(count, 'person', 'people');
  return includes.length > 0 ? 'none of its own' : 'nobody';
}

function includesOf(ids: readonly string[], { audiences }: Catalogue): string {
  return ids.map((id) => audiences.find((audience) => audience.id === id)?.name ?? id).join(', ');
}

/** Groups that a service has, and those that the audience follows already. */
function groupsOf({ services }: Catalogue, audience: Audience | null): string[] {
  const known = services.flatMap(({ group }) => (group === undefined ? [] : [group]));
  return [...new Set([...known, ...(audience?.groups ?? [])])].toSorted((a, b) => a.localeCompare(b, 'en'));
}

function followed(services: readonly string[], groups: readonly string[], catalogue: Catalogue): string {
  if (services.length + groups.length === 0) return 'nothing in particular';
  return [
    ...groups.map((name) => `all of ${name}`),
    ...(services.length > 0 ? [namesOf(services, catalogue)] : []),
  ].join(', ');
}
