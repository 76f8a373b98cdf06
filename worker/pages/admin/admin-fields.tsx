import type { ComponentChildren } from 'preact';
import { Group } from '../console/fields.tsx';
import type { FormState } from '../console/form-state.ts';

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly hint?: ComponentChildren;
}

interface ChoicesProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  /** Said where there is nothing to choose from. */
  readonly none?: string;
}

/** Any number of these. */
export function Checkboxes(props: ChoicesProps) {
  return <Choices {...props} type="checkbox" />;
}

/** One of these, each with a sentence. */
export function Radios(props: ChoicesProps) {
  return <Choices {...props} type="radio" />;
}

function Choices({
  form,
  name,
  label,
  hint,
  choices,
  none,
  type,
}: ChoicesProps & { type: 'checkbox' | 'radio' }) {
  const chosen = form.values.getAll(name);
  const hasHints = choices.some((choice) => choice.hint !== undefined);
  return (
    <Group form={form} name={name} label={label}>
      {hint && <p class="detail">{hint}</p>}
      <div class={hasHints ? 'choices' : 'choices wide'}>
        {choices.map(({ value, text, hint: more }) => (
          <label class="check" key={value}>
            <input type={type} name={name} value={value} checked={chosen.includes(value)} />
            <span>
              <bdi>{text}</bdi>
              {more && <span class="detail">{more}</span>}
            </span>
          </label>
        ))}
      </div>
      {choices.length === 0 && none && <p class="detail">{none}</p>}
    </Group>
  );
}

/** Each line that says something, without the space around it. */
export function linesOf(values: URLSearchParams, field: string): string[] {
  return (values.get(field) ?? '')
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `{[field]: text}`, or nothing where the field says nothing. */
export function given(values: URLSearchParams, field: string): Record<string, string> {
  const value = values.get(field)?.trim();
  return value ? { [field]: value } : {};
}

/** Fields by name; a list is a field that occurs more than once. */
export function valuesOf(fields: Readonly<Record<string, string | readonly string[] | undefined>>) {
  const values = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) values.append(name, one);
  return values;
}

/** `{[field]: number}`; what is no number stays as it was typed, for the schema to refuse, and an empty field says nothing. */
export function numberIn(values: URLSearchParams, field: string): Record<string, number | string> {
  const typed = values.get(field)?.trim() ?? '';
  if (typed === '') return {};
  return { [field]: Number.isFinite(Number(typed)) ? Number(typed) : typed };
}
