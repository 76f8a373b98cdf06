import * as v from 'valibot';
import { assertNever } from '../../../shared/core/assert-never.ts';
import type { Command } from '../../../shared/core/command.ts';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { Id } from '../../../shared/model/id.ts';
import { OpenIncident } from '../../../shared/model/incident.ts';
import { hasRole } from '../../../shared/model/person.ts';
import { PostUpdate } from '../../../shared/model/update.ts';
import { type ProblemCode, problems } from '../../../shared/protocol/problem.ts';
import { isKey, requestHash } from '../../http/conditional-headers.ts';
import { type Parsed, parseBody } from '../../http/parse-body.ts';
import type { Caller } from '../../hub/hub-api.ts';
import { refusalPage } from '../message-page.tsx';
import { pageResponse } from '../page-response.ts';
import { pageTable } from '../page-table.ts';
import { readForm } from '../read-form.ts';
import { seeOther } from '../see-other.ts';
import type { Visit } from '../visit.ts';
import { loadConsole } from './console-content.ts';
import { Console } from './console-page.tsx';
import { decide, isDecision } from './decisions.ts';
import { openingOf, updateOf } from './form-input.ts';
import { type FormState, refusedForm } from './form-state.ts';

/** Takes a form of the console. It becomes the same command as a call of the API; refused, it comes back as it was typed. */
export async function sendFromConsole(visit: Visit): Promise<Response> {
  const { request, person, hub } = visit;
  if (!person) return refusalPage('unauthenticated', null);
  if (!hasRole(person.role, 'liaison')) return refusalPage('forbidden', person);
  const form = await readForm(request);
  if (isRejection(form)) return refusalPage(form.rejected, person);
  const { values, bytes } = form;
  const [does, id, key] = [values.get('do') ?? '', values.get('id') ?? '', values.get('key') ?? ''];
  const isWhole = isKey(key) && (does === 'open' || v.is(Id, id));
  if (!isWhole || !(isAction(does) || isDecision(does))) return refusalPage('invalid_body', person);
  const repeat = { key, requestHash: await requestHash(request, bytes) };
  const name = does === 'open' ? 'open' : `${does}.${id}`;
  const showRefusal = (refusal: Rejection) =>
    showAgain(visit, person, refusedForm(name, values, [], words(refusal)), refusal.rejected);
  if (isDecision(does)) {
    const decided = await decide(does, id, values, { person, hub, repeat });
    return isRejection(decided) ? showRefusal(decided) : seeOther(`${pageTable.console.path}?done=${does}`);
  }
  const command = commandOf(does, id, values);
  if (!command.ok)
    return showAgain(visit, person, refusedForm(name, values, command.faults, null), command.code);
  const answer = await hub((h) => h.execute(person, command.value, repeat));
  if (isRejection(answer)) return showRefusal(answer);
  return seeOther(`${pageTable.console.path}?done=${answer.status === 202 ? 'asked' : does}`);
}

const actions = ['open', 'update', 'publish', 'discard'] as const;
type Action = (typeof actions)[number];

function isAction(text: string): text is Action {
  return v.is(v.picklist(actions), text);
}

function commandOf(does: Action, id: string, values: URLSearchParams): Parsed<Command> {
  switch (does) {
    case 'open':
      return into(parseBody(OpenIncident, openingOf(values)), (input) => ({ type: 'open_incident', input }));
    case 'publish':
      return into(parseBody(OpenIncident, openingOf(values)), (input) => ({
        type: 'publish_draft',
        draftId: id,
        input,
        everyone: values.has('everyone'),
      }));
    case 'update':
      return into(parseBody(PostUpdate, resolving(values)), (input) => ({
        type: 'post_update',
        incidentId: id,
        input,
        ifRevision: Number(values.get('revision')),
      }));
    case 'discard':
      return { ok: true, value: { type: 'discard_draft', draftId: id } };
    default:
      return assertNever(does);
  }
}

function into<T>(parsed: Parsed<T>, command: (input: T) => Command): Parsed<Command> {
  return parsed.ok ? { ok: true, value: command(parsed.value) } : parsed;
}

/** The button "It is over" counts for more than the phase that stands in the form. */
function resolving(values: URLSearchParams): Record<string, unknown> {
  const update = updateOf(values);
  return values.has('resolve') ? { ...update, phase: 'resolved' } : update;
}

async function showAgain(
  { hub }: Visit,
  person: Caller,
  sent: FormState,
  code: ProblemCode,
): Promise<Response> {
  const content = await loadConsole(person, hub);
  if (isRejection(content)) return refusalPage(content.rejected, person);
  const page = <Console content={content} person={person} sent={sent} done={null} />;
  return pageResponse(page, { status: problems[code].status });
}

function words({ rejected, detail }: Rejection): string {
  const ours: Partial<Record<ProblemCode, string>> = {
    stale_revision: 'Somebody else has posted an update meanwhile; it stands above. Check, then send again.',
    idempotency_key_reused:
      'This form was sent before with other words. See above what was taken, then send again.',
  };
  return ours[rejected] ?? `${problems[rejected].title} ${detail}`;
}
