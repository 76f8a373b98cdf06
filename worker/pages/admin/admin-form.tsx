import type { ComponentChildren } from 'preact';
import { idOf } from '../console/fields.tsx';
import type { FormState } from '../console/form-state.ts';

interface AdminFormProps {
  readonly form: FormState;
  /** Words of the button. */
  readonly button: string;
  /** Where one goes who does not want to. */
  readonly back: string;
  /** What each field is called, by its name. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly isDanger?: boolean;
  /** Whether one of its fields takes a file. */
  readonly hasFile?: boolean;
  /** Where the form is sent; the page's own address unless given. */
  readonly action?: string;
  readonly children?: ComponentChildren;
}

/** A form with what is wrong on top of it. The relay checks, not the browser: so every fault is told in one place and in one way. */
export function AdminForm({
  form,
  button,
  back,
  labels = {},
  isDanger,
  hasFile,
  action,
  children,
}: AdminFormProps) {
  return (
    <form
      class="panel"
      method="post"
      action={action}
      encType={hasFile ? 'multipart/form-data' : undefined}
      noValidate
    >
      <ErrorSummary form={form} labels={labels} />
      <input type="hidden" name="key" value={form.key} />
      {children}
      <p class="actions start">
        <button class={isDanger ? 'button danger' : 'button strong'}>{button}</button>
        <a class="button" href={back}>
          Cancel
        </a>
      </p>
    </form>
  );
}

/** All faults of a form, each with the way to its field. It takes the focus, so that a screen reader begins there. */
function ErrorSummary({ form, labels }: { form: FormState; labels: Readonly<Record<string, string>> }) {
  if (form.faults.size === 0 && form.refusal === null) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- nothing else on this page comes before what has to be mended
    <div class="notice summary" role="alert" tabIndex={-1} autoFocus>
      <h2>Nothing was changed</h2>
      {form.refusal !== null && <p>{form.refusal}</p>}
      {form.faults.size > 0 && (
        <ul>
          {[...form.faults].map(([name, fault]) => (
            <li key={name}>
              <a href={`#${idOf({ form, name })}`}>
                {labels[name] ?? name}: {fault}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
