import { assertNever } from '../../shared/core/assert-never.ts';
import type { Request, Requests } from '../data/messages.ts';
import type { TestRuns } from './test-run.ts';

/** A request that names one incident. */
export type AboutIncident = Extract<Request, { incidentId: string }>;

export interface TestAnswerPorts {
  readonly test: Pick<TestRuns, 'end'>;
  readonly openStatusPage: () => Promise<void>;
}

/**
 * Answers what a person does with the test incident. It is settled here: none of it becomes a receipt, is kept, or is sent.
 */
export async function answerTest(
  request: AboutIncident,
  ports: TestAnswerPorts,
): Promise<Requests[AboutIncident['type']]['answer']> {
  switch (request.type) {
    case 'acknowledge':
    case 'hide_here':
    case 'snooze':
      await ports.test.end();
      return null;
    case 'open_incident':
      // It has no page of its own.
      await ports.openStatusPage();
      return null;
    case 'send_signal':
      return { ok: true };
    case 'banner_displayed':
    case 'show_again':
      return null;
    default:
      return assertNever(request);
  }
}
