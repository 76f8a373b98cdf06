import { type Placement, placements, type Tool } from '../../../shared/model/tool.ts';
import { LineField, ProseField } from '../console/fields.tsx';
import { Checkboxes, linesOf, Radios, valuesOf } from './admin-fields.tsx';
import type { Catalogue } from './catalogue.ts';
import { IdField } from './id-field.tsx';
import type { FieldsProps, Noun } from './noun.ts';

const labels = {
  name: 'Name',
  patterns: 'Addresses',
  services: 'Shows banners for',
  placement: 'Where the banner sits',
};

const placementWords: Record<Placement, { text: string; hint: string }> = {
  bottom: { text: 'Bottom', hint: 'A bar over the lower edge; nothing in the page moves.' },
  top: { text: 'Top', hint: 'A bar over the upper edge; it may lie over the tool’s own navigation.' },
  push: { text: 'Top, making room', hint: 'The page moves down by the height of the bar.' },
  pill: {
    text: 'Pill',
    hint: 'A small one in a corner. It never counts as proof that somebody has seen the notice.',
  },
};

export const tools: Noun<Tool> = {
  section: 'tools',
  one: 'tool',
  article: 'a',
  lead: 'The web applications that people work in. A tool shows a banner while an incident touches one of its services.',
  empty: 'There are no tools yet. Without one, incidents show in the toolbar only.',
  removal: 'Banners no longer show in it. Its services stay as they are.',
  calls: { create: 'createTool', replace: 'replaceTool', remove: 'removeTool' },
  all: ({ tools }) => tools,
  columns: (catalogue) => [
    { head: 'Addresses', cell: ({ patterns }) => <span class="mono">{patterns.join(' ')}</span> },
    { head: 'Services', cell: (tool) => namesOf(tool.services, catalogue) },
    { head: 'Banner', cell: ({ placement }) => placementWords[placement].text },
  ],
  labels,
  values: (tool) =>
    valuesOf({
      name: tool?.name,
      patterns: tool?.patterns.join('\n'),
      services: tool?.services,
      placement: tool?.placement ?? 'bottom',
    }),
  body: (values) => ({
    name: values.get('name') ?? '',
    patterns: linesOf(values, 'patterns'),
    services: values.getAll('services'),
    placement: values.get('placement') ?? '',
  }),
  Fields: ToolFields,
};

function ToolFields({ form, catalogue, item }: FieldsProps<Tool>) {
  return (
    <>
      <LineField form={form} name="name" label={labels.name} required />
      {!item && <IdField form={form} example="crm" />}
      <ProseField
        form={form}
        name="patterns"
        label={labels.patterns}
        hint="One a line: https://crm.example.com/* or, with all names below it, https://*.example.com/*. No port and no path."
        required
      />
      <Checkboxes
        form={form}
        name="services"
        label={labels.services}
        choices={catalogue.services.map(({ id, name }) => ({ value: id, text: name }))}
        none="There are no services yet."
      />
      <Radios
        form={form}
        name="placement"
        label={labels.placement}
        choices={placements.map((value) => ({ value, ...placementWords[value] }))}
      />
    </>
  );
}

const NAMED = 4;

/** The first few by name, and how many more. */
export function namesOf(ids: readonly string[], { services }: Catalogue): string {
  if (ids.length === 0) return 'none';
  const names = ids.slice(0, NAMED).map((id) => services.find((s) => s.id === id)?.name ?? id);
  return ids.length > NAMED ? `${names.join(', ')} and ${ids.length - NAMED} more` : names.join(', ');
}
