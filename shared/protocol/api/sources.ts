import { Source } from '../../model/source.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls about sources and what they send. */
export const sourcesRows = {
  listSources: {
    method: 'GET',
    path: '/api/v1/sources',
    access: 'liaison',
    scope: 'sources:read',
    tag: 'sources',
    summary: 'All sources with their health',
    answer: { status: 200, is: 'By name', schema: answers.SourcesAnswer },
  },
  createSource: {
    method: 'POST',
    path: '/api/v1/sources',
    access: 'admin',
    scope: 'sources:write',
    tag: 'sources',
    summary: 'Add a source; the answer alone shows its address and secret',
    body: answers.CreateSource,
    isRepeatable: true,
    answer: { status: 201, is: 'The source with its address', schema: answers.SourceCreated },
    problems: ['unknown_service', 'unknown_audience', 'already_exists', 'catalogue_full'],
  },
  replaceSource: {
    method: 'PUT',
    path: '/api/v1/sources/:id',
    access: 'admin',
    scope: 'sources:write',
    tag: 'sources',
    summary: "Change a source's name, rule or secret; its address stays",
    body: answers.ReplaceSource,
    answer: { status: 200, is: 'The source', schema: Source },
    problems: ['unknown_service', 'unknown_audience'],
  },
  removeSource: {
    method: 'DELETE',
    path: '/api/v1/sources/:id',
    access: 'admin',
    scope: 'sources:write',
    tag: 'sources',
    summary: 'Remove a source; its address answers 404 from now on',
    answer: { status: 204, is: 'It is gone' },
  },
  listInboundEvents: {
    method: 'GET',
    path: '/api/v1/inbound-events',
    access: 'liaison',
    scope: 'sources:read',
    tag: 'sources',
    summary: 'What sources sent, newest first, at most 100',
    query: {
      status: 'Only those that are `pending`, `applied`, `ignored` or `quarantined`',
      source: 'Only those of this source',
    },
    answer: { status: 200, is: 'The events', schema: answers.InboundEventsAnswer },
  },
  receiveInbound: {
    method: 'POST',
    path: '/inbound/:source/:key',
    access: 'source',
    tag: 'sources',
    summary: "A vendor's webhook, in the vendor's own format; `source` is the kind, such as alertmanager",
    answer: { status: 202, is: 'It is stored safely' },
    problems: ['not_found', 'unauthenticated', 'body_too_large', 'overloaded'],
  },
} as const satisfies Record<string, Operation>;
