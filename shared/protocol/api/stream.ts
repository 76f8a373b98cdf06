import * as answers from '../answers.ts';
import type { Operation } from '../operation.ts';

/** The calls by which a device follows its view. */
export const streamRows = {
  getState: {
    method: 'GET',
    path: '/api/v1/state',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'stream',
    summary: "The caller's whole view, with an ETag; 304 where it has not changed",
    answer: { status: 200, is: 'The view', schema: answers.StateAnswer },
    problems: ['too_many_views'],
  },
  createTicket: {
    method: 'POST',
    path: '/api/v1/stream/tickets',
    access: 'stakeholder',
    scope: 'state:read',
    tag: 'stream',
    summary: 'A single-use ticket for the stream',
    answer: { status: 201, is: 'The ticket and the address to connect to', schema: answers.TicketAnswer },
    problems: ['too_many_views', 'too_many_sockets'],
  },
  openStream: {
    method: 'GET',
    path: '/api/v1/stream',
    access: 'ticket',
    tag: 'stream',
    summary: 'The stream: a WebSocket with the sub-protocols masthead.v1 and ticket.<ticket>',
    answer: { status: 101, is: 'The socket is open' },
    problems: ['upgrade_required', 'invalid_ticket', 'too_many_sockets'],
  },
} as const satisfies Record<string, Operation>;
