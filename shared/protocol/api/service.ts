import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about the relay itself. */
export const serviceRows = {
  getHealth: {
    method: 'GET',
    path: '/healthz',
    access: 'public',
    tag: 'service',
    summary: 'Whether the relay answers, its storage included',
    answer: { status: 200, is: 'It does', schema: answers.Health },
  },
  getOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    access: 'public',
    tag: 'service',
    summary: 'This API as an OpenAPI 3.1 document',
    answer: { status: 200, is: 'The document' },
  },
} as const satisfies Record<string, Operation>;
