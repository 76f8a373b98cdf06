import * as v from 'valibot';
import { UNSAFE_LINK } from '../../shared/model/link.ts';
import { UNSAFE_TEXT } from '../../shared/model/text.ts';
import { type Fault, type ProblemCode, problems } from '../../shared/protocol/problem.ts';

const FAULTS_SHOWN = 20;
const PATH_SHOWN = 200;

/** The parsed value, or the code and the faults of a body that does not fit. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: ProblemCode; readonly faults: readonly Fault[] };

/** Holds a value against a schema. Faults name the place and the rule and never echo what stood there. */
export function parseBody<const Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): Parsed<v.InferOutput<Schema>> {
  const result = v.safeParse(formMeant(schema, value), value, { message });
  if (result.success) return { ok: true, value: result.output as v.InferOutput<Schema> };
  const faults = result.issues.map(faultOf);
  return { ok: false, code: codeOf(faults), faults: faults.slice(0, FAULTS_SHOWN) };
}

/** All faults of a value that does not fit; none where it does. */
export function faultsOf(schema: v.GenericSchema, value: unknown): Fault[] {
  return v.safeParse(schema, value, { message }).issues?.map(faultOf) ?? [];
}

/** The message of a schema without one of its own; valibot's default would repeat the value. */
function message(issue: v.BaseIssue<unknown>): string {
  return issue.expected ? `must be ${issue.expected}` : 'does not have the form it needs';
}

/** Where a body may be a list or an object, the faults to be named are those of the form that was sent. */
function formMeant(schema: v.GenericSchema, value: unknown): v.GenericSchema {
  if (!('options' in schema) || !Array.isArray(schema.options)) return schema;
  const forms = schema.options as v.GenericSchema[];
  return forms.find((form) => (form.type === 'array') === Array.isArray(value)) ?? schema;
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = (v.getDotPath(issue) ?? '').slice(0, PATH_SHOWN);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { path, code: 'unknown_field', message: 'is not known here' };
  if (issue.type === 'strict_object' && issue.path) return { path, code: 'missing', message: 'is missing' };
  if (issue.message === UNSAFE_TEXT || issue.message === UNSAFE_LINK)
    return { path, code: issue.message, message: lowerFirst(problems[issue.message].title) };
  return { path, code: 'invalid', message: issue.message };
}

/** The code of the whole: what must never be mended by guessing comes first. */
function codeOf(faults: readonly Fault[]): ProblemCode {
  const codes: readonly ProblemCode[] = ['unknown_field', UNSAFE_TEXT, UNSAFE_LINK];
  return codes.find((code) => faults.some((fault) => fault.code === code)) ?? 'invalid_body';
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
