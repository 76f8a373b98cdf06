import { impactWord, phaseWord } from '../../../shared/core/words.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import { impacts } from '../../../shared/model/impact.ts';
import { linkKinds } from '../../../shared/model/link.ts';
import { phases } from '../../../shared/model/phase.ts';
import { severities } from '../../../shared/model/severity.ts';
import type { ServiceView } from '../../../shared/protocol/view.ts';
import { pageLocale } from '../locale.ts';
import { ChoiceField, FaultLine, Group, idOf, LineField, ProseField, RowChoice } from './fields.tsx';
import type { FormState } from './form-state.ts';

/* Groups of fields that the forms of the console share. */

const impactOptions = impacts.map((impact) => ({ value: impact, text: impactWord(impact, pageLocale) }));
const notAffected = { value: '', text: 'not affected' };

/** Each of these services with what its users feel. */
export function ServicesGroup({ form, services }: { form: FormState; services: readonly ServiceView[] }) {
  return (
    <Group form={form} name="services" label="Services">
      {services.map(({ id, name }) => (
        <RowChoice
          key={id}
          form={form}
          name={`impact.${id}`}
          label={name}
          options={[notAffected, ...impactOptions]}
        />
      ))}
      {services.length === 0 && <p class="detail">There are no services yet.</p>}
    </Group>
  );
}

/** The services of an incident, and a place for one more. */
export function AffectedGroup({
  form,
  affected,
  others,
}: {
  form: FormState;
  affected: readonly ServiceView[];
  others: readonly ServiceView[];
}) {
  return (
    <Group form={form} name="services" label="Services">
      {affected.map(({ id, name }) => (
        <RowChoice key={id} form={form} name={`impact.${id}`} label={name} options={impactOptions} />
      ))}
      <RowChoice
        form={form}
        name="alsoService"
        label="Also affected"
        options={[{ value: '', text: 'none' }, ...others.map(({ id, name }) => ({ value: id, text: name }))]}
      />
      <RowChoice form={form} name="alsoImpact" label="… and how" options={impactOptions} />
    </Group>
  );
}

export function SeverityField({ form }: { form: FormState }) {
  const words = ['Severity 1, gravest', 'Severity 2', 'Severity 3', 'Severity 4'];
  const options = severities.map((value, index) => ({ value, text: words[index] ?? value }));
  return <ChoiceField form={form} name="severity" label="Severity" options={options} />;
}

export function PhaseField({ form }: { form: FormState }) {
  const options = phases.map((phase) => ({ value: phase, text: phaseWord(phase, pageLocale) }));
  return <ChoiceField form={form} name="phase" label="Phase" options={options} />;
}

/** What is said, to whom, and until when the next word comes. */
export function MessageFields({ form }: { form: FormState }) {
  return (
    <>
      <ProseField form={form} name="message" label="Update" hint="What people should know now." required />
      <LineField
        form={form}
        name="nextUpdateMinutes"
        label="Next update within (minutes)"
        hint="30 unless you say otherwise."
        type="number"
      />
      <ProseField form={form} name="workaround" label="What people can do meanwhile" />
      <ProseField form={form} name="customerMessage" label="What to tell customers" />
    </>
  );
}

/** One row for each link there is, and one more. */
export function LinksGroup({ form }: { form: FormState }) {
  const [urls, labels, kinds] = ['linkUrl', 'linkLabel', 'linkKind'].map((name) => form.values.getAll(name));
  const rows = [...(urls ?? []), ''].filter((url, row, all) => url !== '' || row === all.length - 1);
  return (
    <Group form={form} name="links" label="Links">
      {rows.map((url, row) => (
        <div class="row" key={row}>
          <input name="linkUrl" value={url} aria-label="Address" placeholder="https://" />
          <input
            name="linkLabel"
            value={labels?.[row] ?? ''}
            aria-label="Words of the link"
            placeholder="its words"
          />
          <select name="linkKind" aria-label="Kind of the link">
            {linkKinds.map((kind) => (
              <option key={kind} value={kind} selected={kind === (kinds?.[row] ?? 'incident')}>
                {pageLocale.say(`card_link_${kind}`)}
              </option>
            ))}
          </select>
        </div>
      ))}
    </Group>
  );
}

/** Who may read it. None chosen means everyone, and it says so. */
export function AudiencesGroup({ form, audiences }: { form: FormState; audiences: readonly Audience[] }) {
  if (audiences.length === 0) return null;
  const chosen = form.values.getAll('audiences');
  return (
    <Group form={form} name="audiences" label="Only for (none chosen: for everyone)">
      {audiences.map(({ id, name }) => (
        <label class="check" key={id}>
          <input type="checkbox" name="audiences" value={id} checked={chosen.includes(id)} />
          <bdi>{name}</bdi>
        </label>
      ))}
    </Group>
  );
}

/** Says that a step back is meant. */
export function ReopenField({ form }: { form: FormState }) {
  return <MeantField form={form} name="reopen" label="Going back to an earlier phase is meant" />;
}

/** Says that everyone shall read what was drafted for a few. */
export function EveryoneField({ form }: { form: FormState }) {
  const label = 'Publishing it to everyone is meant, though it was drafted for a few';
  return <MeantField form={form} name="everyone" label={label} />;
}

function MeantField({ form, name, label }: { form: FormState; name: string; label: string }) {
  return (
    <div class="field">
      <label class="check" for={idOf({ form, name })}>
        <input
          type="checkbox"
          id={idOf({ form, name })}
          name={name}
          value="yes"
          checked={form.values.has(name)}
        />
        {label}
      </label>
      <FaultLine form={form} name={name} />
    </div>
  );
}
