import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { PendingAnswer } from '../../shared/protocol/answers.ts';
import { deviceScopes } from '../../shared/model/scope.ts';
import { Confirmation } from '../../shared/protocol/confirmations.ts';
import { apiTable } from '../../shared/protocol/api-table.ts';
import { OAuthError } from '../../shared/protocol/oauth.ts';
import type { Operation } from '../../shared/protocol/operation.ts';
import { Problem, PROBLEM_TYPE, type ProblemCode, problems } from '../../shared/protocol/problem.ts';
import { VERSION } from '../version.ts';
import { problemsOf } from './problems-of.ts';

let text: string | null = null;

/** The API as an OpenAPI 3.1 document in JSON, made from the API table at the first request. */
export function openApiText(): string {
  text ??= JSON.stringify(openApi());
  return text;
}

function openApi(): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Masthead',
      version: VERSION,
      description: 'The relay of a notification channel for the stakeholders of incidents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths: paths(),
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        dpop: { type: 'http', scheme: 'DPoP', description: "A paired browser's token" },
        proof: { type: 'apiKey', in: 'header', name: 'DPoP', description: 'A proof of its key (RFC 9449)' },
        session: { type: 'apiKey', in: 'cookie', name: '__Host-masthead' },
      },
    },
  };
}

function paths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, operation] of Object.entries<Operation>(apiTable)) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(id, operation) };
  }
  return paths;
}

function describe(operationId: string, operation: Operation): object {
  const { access, body, form, scope, summary, tag, takes } = operation;
  return {
    operationId,
    summary,
    tags: [tag],
    description: scope === undefined ? `For: ${access}.` : `For: ${access}. Scope: ${scope}.`,
    security: securityOf(operation),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: true, content: json(body, 'input') } } : {}),
    ...(takes
      ? { requestBody: { required: true, content: { [takes]: { schema: { type: 'string' } } } } }
      : {}),
    ...(form ? { requestBody: { required: true, content: formOf(form) } } : {}),
    responses: {
      ...answerOf(operation),
      ...(form ? oauthRefusals : {}),
      ...refusalsOf(form ? ['internal_error', 'sign_in_not_configured'] : problemsOf(operation)),
    },
  };
}

/** A paired browser calls what stands in its scopes, and proves its key each time. */
function securityOf({ access, scope }: Operation): object[] {
  if (access === 'key') return [{ proof: [] }];
  if (scope === undefined) return [];
  const isForDevices = access === 'stakeholder' && deviceScopes.includes(scope);
  return [{ bearer: [] }, ...(isForDevices ? [{ dpop: [], proof: [] }] : []), { session: [] }];
}

function parametersOf({ path, query, isRepeatable, takesRevision }: Operation): object[] {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true }));
  const inQuery = Object.entries(query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    description,
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Makes a repetition get the first answer',
  };
  const match = { name: 'If-Match', in: 'header', description: 'The incident\'s revision, such as "3"' };
  const inHeader = [...(isRepeatable ? [key] : []), ...(takesRevision ? [match] : [])];
  return [...inPath, ...inQuery, ...inHeader].map((p) => ({ ...p, schema: { type: 'string' } }));
}

function answerOf({ answer, mayWait, takesAccessAway }: Operation): Record<string, object> {
  const content = answer.schema ? { content: json(answer.schema, 'output') } : {};
  const pending = {
    description: 'Done, but so many shards have still to close its streams: ask again',
    content: json(PendingAnswer, 'output'),
  };
  const waiting = {
    description: 'It waits for a second liaison; nothing is published',
    content: json(Confirmation, 'output'),
  };
  return {
    [answer.status]: { description: answer.is, ...content },
    ...(takesAccessAway ? { 202: pending } : {}),
    ...(mayWait ? { 202: waiting } : {}),
  };
}

/** One response per status, which names the codes that come with it. */
function refusalsOf(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = Object.groupBy(codes, (code) => String(problems[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [status, refusalOf(codes)]),
  );
}

function refusalOf(codes: readonly ProblemCode[]): object {
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
  };
  return {
    description: codes.map((code) => `${code}: ${problems[code].title}`).join(' '),
    content: { [PROBLEM_TYPE]: { schema } },
  };
}

function json(schema: GenericSchema, typeMode: 'input' | 'output'): object {
  return { 'application/json': { schema: schemaOf(schema, typeMode) } };
}

function formOf(schema: GenericSchema): object {
  return { 'application/x-www-form-urlencoded': { schema: schemaOf(schema, 'input') } };
}

/** As OAuth says no. */
const oauthRefusals = Object.fromEntries(
  (
    [
      ['400', 'Refused; `error` says why'],
      ['503', 'The relay cannot take this now; try again'],
    ] as const
  ).map(([status, description]) => [status, { description, content: json(OAuthError, 'output') }]),
);

/** Rules that JSON Schema cannot say (graphemes, hidden characters) are left out of the document, not out of the check. */
function schemaOf(schema: GenericSchema, typeMode: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    errorMode: 'ignore',
    typeMode,
  });
  return rest;
}
