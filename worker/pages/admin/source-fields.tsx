import { impactWord } from '../../../shared/core/words.ts';
import { impacts } from '../../../shared/model/impact.ts';
import { severities } from '../../../shared/model/severity.ts';
import { sourceKinds } from '../../../shared/model/source.ts';
import type { SourceWithHealth } from '../../../shared/protocol/answers.ts';
import { ChoiceField, Group, LineField } from '../console/fields.tsx';
import type { FormState } from '../console/form-state.ts';
import { pageLocale } from '../locale.ts';
import { Checkboxes, given, Radios, valuesOf } from './admin-fields.tsx';
import type { Catalogue } from './catalogue.ts';
import { IdField } from './id-field.tsx';
import type { FieldsProps } from './noun.ts';
import { kindNames, severityWords } from './source-words.ts';

export const sourceLabels = {
  name: 'Name',
  kind: 'Kind',
  publish: 'What becomes of what it says',
  flapMinutes: 'Wait before publishing (minutes)',
  services: 'Its words for services',
  severities: 'Its words for severity',
  severity: 'Severity where no word matches',
  audiences: 'Only for (none chosen: for everyone)',
  secret: 'New secret',
};

/** Rows left free beside those that are filled in. */
const FREE_ROWS = 2;

export function valuesOfSource(source: SourceWithHealth | null): URLSearchParams {
  const rule = source?.rule;
  return valuesOf({
    name: source?.name,
    kind: source?.kind ?? 'alertmanager',
    publish: rule?.publish ?? 'draft',
    flapMinutes: String(rule?.flapMinutes ?? 0),
    severity: rule?.severity ?? 'sev3',
    audiences: rule?.audiences,
    serviceWord: rule?.services.map(({ match }) => match),
    serviceId: rule?.services.map(({ id }) => id),
    serviceImpact: rule?.services.map(({ impact }) => impact),
    severityWord: rule?.severities.map(({ match }) => match),
    severityMeant: rule?.severities.map(({ severity }) => severity),
  });
}

/** The body of `createSource`, or of `replaceSource`, which does not name the kind. */
export function bodyOfSource(values: URLSearchParams, source: SourceWithHealth | null) {
  const minutes = values.get('flapMinutes')?.trim() ?? '';
  const column = (name: string) => values.getAll(name);
  return {
    name: values.get('name') ?? '',
    ...(source ? {} : { kind: values.get('kind') ?? '' }),
    ...given(values, 'secret'),
    rule: {
      publish: values.get('publish') ?? '',
      flapMinutes: minutes !== '' && Number.isFinite(Number(minutes)) ? Number(minutes) : minutes,
      severity: values.get('severity') ?? '',
      audiences: column('audiences'),
      services: column('serviceWord')
        .map((match, row) => ({
          match: match.trim(),
          id: column('serviceId')[row] ?? '',
          impact: column('serviceImpact')[row] ?? '',
        }))
        .filter(({ match, id }) => match !== '' || id !== ''),
      severities: column('severityWord')
        .map((match, row) => ({ match: match.trim(), severity: column('severityMeant')[row] ?? '' }))
        .filter(({ match }) => match !== ''),
    },
  };
}

export function SourceFields({ form, catalogue, item }: FieldsProps<SourceWithHealth>) {
  return (
    <>
      <LineField form={form} name="name" label={sourceLabels.name} required />
      {!item && (
        <>
          <IdField form={form} example="prometheus" />
          <Radios
            form={form}
            name="kind"
            label={sourceLabels.kind}
            choices={sourceKinds.map((value) => ({ value, text: kindNames[value] }))}
          />
        </>
      )}
      <Radios
        form={form}
        name="publish"
        label={sourceLabels.publish}
        choices={[
          { value: 'draft', text: 'Drafts', hint: 'A liaison reads each one and decides.' },
          {
            value: 'auto',
            text: 'Published',
            hint: 'It opens, updates and resolves incidents by itself. Its words go to people as they are.',
          },
        ]}
      />
      <LineField
        form={form}
        name="flapMinutes"
        label={sourceLabels.flapMinutes}
        hint="0 to 60. What is over sooner is never published."
        type="number"
      />
      <ServiceWords form={form} catalogue={catalogue} />
      <SeverityWords form={form} />
      <ChoiceField
        form={form}
        name="severity"
        label={sourceLabels.severity}
        options={severities.map((value) => ({ value, text: severityWords[value] }))}
      />
      {catalogue.audiences.length > 0 && (
        <Checkboxes
          form={form}
          name="audiences"
          label={sourceLabels.audiences}
          choices={catalogue.audiences.map(({ id, name }) => ({ value: id, text: name }))}
        />
      )}
      {item && <LineField form={form} name="secret" label={sourceLabels.secret} hint={secretHint(item)} />}
    </>
  );
}

function secretHint({ kind }: SourceWithHealth): string {
  const kept =
    'Left empty, it stays as it is. The one before it stays good until the next change. At least 16 characters.';
  return kind === 'pagerduty'
    ? `The signing secret that PagerDuty shows when the webhook is made. ${kept}`
    : kept;
}

/** One row for each word there is, and two more. */
function ServiceWords({ form, catalogue }: { form: FormState; catalogue: Catalogue }) {
  const [ids, felt] = [form.values.getAll('serviceId'), form.values.getAll('serviceImpact')];
  return (
    <Group form={form} name="services" label={sourceLabels.services}>
      <p class="detail">
        A label’s value, or a service’s name over there. More rows come once these are saved.
      </p>
      {rowsOf(form.values.getAll('serviceWord')).map((word, row) => (
        <div class="mapping" key={row}>
          <input name="serviceWord" value={word} aria-label={`Word ${row + 1}`} placeholder="its word" />
          <select name="serviceId" aria-label={`Service of word ${row + 1}`}>
            <option value="">our service</option>
            {catalogue.services.map(({ id, name }) => (
              <option key={id} value={id} selected={id === ids[row]}>
                {name}
              </option>
            ))}
          </select>
          <select name="serviceImpact" aria-label={`What users feel at word ${row + 1}`}>
            {impacts.map((impact) => (
              <option key={impact} value={impact} selected={impact === (felt[row] ?? 'partial_outage')}>
                {impactWord(impact, pageLocale)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </Group>
  );
}

function SeverityWords({ form }: { form: FormState }) {
  const meant = form.values.getAll('severityMeant');
  return (
    <Group form={form} name="severities" label={sourceLabels.severities}>
      <p class="detail">Such as “critical” or “P1”.</p>
      {rowsOf(form.values.getAll('severityWord')).map((word, row) => (
        <div class="mapping two" key={row}>
          <input
            name="severityWord"
            value={word}
            aria-label={`Word for severity ${row + 1}`}
            placeholder="its word"
          />
          <select name="severityMeant" aria-label={`Severity of word ${row + 1}`}>
            {severities.map((severity) => (
              <option key={severity} value={severity} selected={severity === (meant[row] ?? 'sev2')}>
                {severityWords[severity]}
              </option>
            ))}
          </select>
        </div>
      ))}
    </Group>
  );
}

/** As many as were sent, with at least two free ones at the end. */
function rowsOf(words: readonly string[]): string[] {
  const last = words.findLastIndex((word) => word !== '');
  return [...words, ...Array<string>(FREE_ROWS).fill('')].slice(
    0,
    Math.max(words.length, last + 1 + FREE_ROWS),
  );
}
