import type { Fault } from '../../../shared/protocol/problem.ts';
import { randomHex } from '../../random.ts';

/** One form of the console as it is shown: what stands in its fields, and what was wrong with what was sent. */
export interface FormState {
  /** Names the form in its page; the ids of its fields begin with it. */
  readonly name: string;
  readonly values: URLSearchParams;
  /** Sentences by the name of the field that they belong to. */
  readonly faults: ReadonlyMap<string, string>;
  /** Why the whole was refused, where no field is to blame. */
  readonly refusal: string | null;
  /** Makes a form that is sent twice count once. */
  readonly key: string;
}

/** A form as it is first shown. */
export function freshForm(name: string, values: Readonly<Record<string, string>> = {}): FormState {
  return formWith(name, new URLSearchParams(values), new Map(), null);
}

/** A form that comes back with all that was typed and with what to mend. The key is new: what is sent next is another. */
export function refusedForm(
  name: string,
  values: URLSearchParams,
  faults: readonly Fault[],
  refusal: string | null,
): FormState {
  return formWith(name, values, new Map(faults.map((f) => [fieldOf(f.path), f.message])), refusal);
}

function formWith(
  name: string,
  values: URLSearchParams,
  faults: ReadonlyMap<string, string>,
  refusal: string | null,
): FormState {
  return { name, values, faults, refusal, key: randomHex(16) };
}

/** Fields of the form bear the names of the body's; a list is one group of fields. */
function fieldOf(path: string): string {
  return path.split('.')[0] ?? '';
}
