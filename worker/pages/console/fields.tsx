import type { ComponentChildren } from 'preact';
import type { FormState } from './form-state.ts';

interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

interface Option {
  readonly value: string;
  readonly text: string;
}

/** One line of text. */
export function LineField({
  required,
  type,
  ...field
}: FieldProps & { required?: boolean; type?: 'number' }) {
  return (
    <Field {...field}>
      <input
        {...attributes(field)}
        value={field.form.values.get(field.name) ?? ''}
        required={required}
        inputMode={type === 'number' ? 'numeric' : undefined}
      />
    </Field>
  );
}

/** A file, of which a form that comes back knows nothing. */
export function FileField({ accept, ...field }: FieldProps & { accept: string }) {
  return (
    <Field {...field}>
      <input {...attributes(field)} type="file" accept={accept} />
    </Field>
  );
}

/** Several lines of text. */
export function ProseField({ required, ...field }: FieldProps & { required?: boolean }) {
  return (
    <Field {...field}>
      <textarea {...attributes(field)} required={required} value={field.form.values.get(field.name) ?? ''} />
    </Field>
  );
}

/** One of a few. */
export function ChoiceField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  return (
    <Field {...field}>
      <Choice field={field} options={options} />
    </Field>
  );
}

/** A choice in a row of its group, whose fault is the group's. */
export function RowChoice({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  return (
    <div class="row">
      <label for={idOf(field)} dir="auto">
        {field.label}
      </label>
      <Choice field={field} options={options} />
    </div>
  );
}

/** Fields that belong together, with the fault of the list that they make. */
export function Group({ form, name, label, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <fieldset
      id={idOf({ form, name })}
      aria-describedby={form.faults.has(name) ? faultIdOf({ form, name }) : undefined}
    >
      <legend>{label}</legend>
      {children}
      <FaultLine form={form} name={name} />
    </fieldset>
  );
}

/** What was wrong with a field. */
export function FaultLine({ form, name }: Pick<FieldProps, 'form' | 'name'>) {
  const fault = form.faults.get(name);
  if (fault === undefined) return null;
  return (
    <p class="fault" id={faultIdOf({ form, name })}>
      {fault.charAt(0).toUpperCase() + fault.slice(1)}
    </p>
  );
}

/** The hidden fields of a form, and why it was refused as a whole. */
export function FormHead({ form, does, id }: { form: FormState; does: string; id?: string }) {
  return (
    <>
      {form.refusal !== null && (
        <p class="notice refusal" role="alert">
          {form.refusal}
        </p>
      )}
      <input type="hidden" name="do" value={does} />
      <input type="hidden" name="key" value={form.key} />
      {id !== undefined && <input type="hidden" name="id" value={id} />}
    </>
  );
}

export function idOf({ form, name }: Pick<FieldProps, 'form' | 'name'>): string {
  return `${form.name}.${name}`;
}

function Choice({ field, options }: { field: FieldProps; options: readonly Option[] }) {
  const chosen = field.form.values.get(field.name) ?? '';
  return (
    <select {...attributes(field)}>
      {options.map(({ value, text }) => (
        <option key={value} value={value} selected={value === chosen}>
          {text}
        </option>
      ))}
    </select>
  );
}

function Field({ children, ...field }: FieldProps & { children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={idOf(field)}>{field.label}</label>
      {field.hint && (
        <p class="detail" id={`${idOf(field)}.hint`}>
          {field.hint}
        </p>
      )}
      {children}
      <FaultLine {...field} />
    </div>
  );
}

function attributes(field: FieldProps) {
  const hasFault = field.form.faults.has(field.name);
  const describedBy = [field.hint && `${idOf(field)}.hint`, hasFault && faultIdOf(field)].filter(Boolean);
  return {
    id: idOf(field),
    name: field.name,
    'aria-invalid': hasFault,
    'aria-describedby': describedBy.length > 0 ? describedBy.join(' ') : undefined,
  };
}

function faultIdOf(field: Pick<FieldProps, 'form' | 'name'>): string {
  return `${idOf(field)}.fault`;
}
