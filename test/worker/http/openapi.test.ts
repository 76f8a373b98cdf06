import { expect, it } from 'vitest';
import { apiTable } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { startRelay } from './relay.ts';

interface Described {
  operationId: string;
  parameters: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: { type: string } }> };
  responses: Record<string, { description: string }>;
  security: object[];
}
interface OpenApi {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
}

const rows = Object.entries<Operation>(apiTable);
const document = await (await (await startRelay()).ask('GET', '/openapi.json')).json<OpenApi>();
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, call]) => ({ path, method, call })),
);

it('is an OpenAPI 3.1 document', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Masthead', version: expect.any(String) });
});

it('lists exactly the calls of the table', () => {
  const listed = described.map(({ path, method, call }) => `${call.operationId} ${method} ${path}`);
  const table = rows.map(
    ([id, { method, path }]) => `${id} ${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  expect(listed.toSorted()).toEqual(table.toSorted());
});

it.each(described)(
  '$call.operationId declares each parameter of its path and answers of its own',
  ({ path, call }) => {
    const inPath = call.parameters.filter((p) => p.in === 'path');
    expect(inPath.map((p) => `{${p.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every((p) => p.required)).toBe(true);
    expect(call.parameters.every((p) => p.schema !== undefined)).toBe(true);
    expect(Object.keys(call.responses)).toContain('500');
    expect(Object.values(call.responses).every((r) => r.description.length > 0)).toBe(true);
  },
);

it('points to nothing that is not there', () => {
  const pointers = JSON.stringify(document).match(/"\$ref":"[^"]+"/g) ?? [];
  expect(new Set(pointers)).toEqual(new Set(['"$ref":"#/components/schemas/Problem"']));
  expect(document.components.schemas['Problem']).toMatchObject({ type: 'object' });
});

it('shows the fields of a body and names every code that it can be refused with', () => {
  const open = document.paths['/api/v1/incidents']?.['post'];
  expect(open?.requestBody?.content['application/json']?.schema).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['title', 'severity', 'services', 'message'],
  });
  for (const code of ['unsafe_text', 'unsafe_link', 'unknown_field', 'idempotency_key_reused'])
    expect(open?.responses['422']?.description).toContain(code);
  expect(open?.security).toEqual([{ bearer: [] }, { session: [] }]);
});

it('says of every POST, a ticket, a webhook, an erasure and OAuth excepted, that it takes an Idempotency-Key', () => {
  const without = described.filter(
    ({ method, call }) =>
      method === 'post' && !call.parameters.some(({ name }) => name === 'Idempotency-Key'),
  );
  expect(without.map(({ call }) => call.operationId)).toEqual([
    'createTicket',
    'receiveInbound',
    'erasePerson',
    'startPairing',
    'getDeviceToken',
    'giveUpDeviceToken',
  ]);
});
