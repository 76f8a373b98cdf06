import { Draft, WrittenDraft } from '../../model/draft.ts';
import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';
import { IncidentView } from '../view.ts';

/** The calls about drafts. */
export const draftsRows = {
  listDrafts: {
    method: 'GET',
    path: '/api/v1/drafts',
    access: 'responder',
    scope: 'drafts:read',
    tag: 'sources',
    summary: 'Drafts of sources and of responders that this caller may read, newest first',
    answer: { status: 200, is: 'The drafts', schema: answers.DraftsAnswer },
  },
  writeDraft: {
    method: 'POST',
    path: '/api/v1/drafts',
    access: 'responder',
    scope: 'drafts:write',
    tag: 'sources',
    summary: 'Write a draft for a liaison to publish; only the title and the message must be there',
    body: WrittenDraft,
    isRepeatable: true,
    answer: { status: 201, is: 'The draft', schema: Draft },
    problems: ['unknown_service', 'unknown_audience', 'catalogue_full', 'unsafe_text', 'unsafe_link'],
  },
  publishDraft: {
    method: 'POST',
    path: '/api/v1/drafts/:id/publish',
    access: 'liaison',
    scope: 'incidents:write',
    tag: 'sources',
    summary: "Open an incident from a draft, in the liaison's own words",
    body: answers.PublishDraft,
    isRepeatable: true,
    mayWait: true,
    answer: { status: 201, is: 'The incident', schema: IncidentView },
    problems: [
      'draft_closed',
      'everyone_not_said',
      'unknown_service',
      'unknown_audience',
      'unsafe_text',
      'unsafe_link',
    ],
  },
  discardDraft: {
    method: 'POST',
    path: '/api/v1/drafts/:id/discard',
    access: 'liaison',
    scope: 'drafts:write',
    tag: 'sources',
    summary: 'Put a draft aside',
    isRepeatable: true,
    answer: { status: 200, is: 'The draft', schema: Draft },
    problems: ['draft_closed'],
  },
} as const satisfies Record<string, Operation>;
