import { LineField } from '../console/fields.tsx';
import type { FormState } from '../console/form-state.ts';

/** The id of something new, which an admin may leave to the relay. */
export function IdField({ form, example }: { form: FormState; example: string }) {
  const hint = `Optional, such as “${example}”: a–z, 0–9, _ and -. Programs use it, and it cannot be changed later.`;
  return <LineField form={form} name="id" label="Id" hint={hint} />;
}
