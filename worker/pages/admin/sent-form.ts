import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { Fault } from '../../../shared/protocol/problem.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { isKey, requestHash } from '../../http/conditional-headers.ts';
import type { IdempotencyKey } from '../../hub/hub-api.ts';
import { type FormState, refusedForm } from '../console/form-state.ts';
import { refusalPage } from '../message-page.tsx';
import { readFileForm } from '../read-form.ts';
import type { AdminVisit } from './admin-visit.ts';
import type { Refused } from './call-api.ts';

/** What a form brought, and the key by which sending it twice counts once. */
export interface SentForm {
  readonly values: URLSearchParams;
  readonly repeat: IdempotencyKey;
}

/** Goes on with the form that an admin page was sent, up to `limit` bytes; one without a key is none of ours. */
export async function withForm(
  { request, person }: AdminVisit,
  work: (sent: SentForm) => Promise<Response>,
  limit?: number,
): Promise<Response> {
  const sent = await readAdminForm(request, limit);
  return isRejection(sent) ? refusalPage(sent.rejected, person) : work(sent);
}

async function readAdminForm(
  request: Request,
  limit: number = limits.csvBytes,
): Promise<SentForm | Rejection> {
  const form = await readFileForm(request, limit);
  if (isRejection(form)) return form;
  const key = form.values.get('key') ?? '';
  if (!isKey(key)) return { rejected: 'invalid_body', detail: 'Send the form of this page.' };
  return { values: form.values, repeat: { key, requestHash: await requestHash(request, form.bytes) } };
}

/**
 * The form that comes back. A fault stands at its field, one in a list says at which entry; what belongs to no field of the page is said
 * of the whole. `body` is what was made of the form, from which an entry is quoted.
 */
export function comesBack(
  name: string,
  values: URLSearchParams,
  { faults, detail }: Refused,
  labels: Readonly<Record<string, string>>,
  body: unknown,
): FormState {
  const known = faults.filter(({ path }) => fieldOf(path) in labels);
  const rest = faults.filter((fault) => !known.includes(fault)).map((f) => `${f.path}: ${f.message}`);
  // In the order of the page, as the eye meets them.
  const merged = Object.keys(labels).flatMap((path) => {
    const own = known.filter((fault) => fieldOf(fault.path) === path);
    return own.length === 0 ? [] : [{ path, code: 'invalid', message: sentenceOf(own, body) }];
  });
  const refusal = faults.length === 0 ? detail : rest.length > 0 ? rest.join('; ') : null;
  return refusedForm(name, values, merged, refusal);
}

/** The rule of a source is one form with its name. */
function fieldOf(path: string): string {
  return path.replace(/^rule\./, '').split('.')[0] ?? '';
}

const QUOTED = 60;

/** What is wrong with a field. Entries of a list that break the same rule are named together. */
function sentenceOf(faults: readonly Fault[], body: unknown): string {
  const byRule = Map.groupBy(faults, ({ message }) => message);
  const sentences = [...byRule].map(([message, same]) => {
    const entries = same.flatMap(({ path }) => entryAt(path, body));
    return entries.length === 0 ? message : `${entries.join(', ')} ${message}`;
  });
  return sentences.join('; ');
}

/** The entry of a list that was typed, in quotes; nothing where the path leads to no text in a list. */
function entryAt(path: string, body: unknown): string[] {
  const entry = path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), body);
  return /\.\d+$/.test(path) && typeof entry === 'string' ? [`“${entry.slice(0, QUOTED)}”`] : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
