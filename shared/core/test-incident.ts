import type { IncidentView } from '../protocol/view.ts';
import type { Standing } from './standing.ts';

/** An id that no relay gives: theirs begin with `inc_`. */
const TEST_INCIDENT_ID = 'test_incident';

/** From when until when a test is shown, in relay time. */
export interface TestRun {
  readonly from: string;
  readonly until: string;
}

export interface TestWords {
  readonly title: string;
  readonly message: string;
}

export function isTestIncident(id: string): boolean {
  return id === TEST_INCIDENT_ID;
}

/**
 * How things stand, with a test incident laid over it while the test runs: all surfaces show it by the way of every other one.
 * It never is in the state that is kept, of which receipts are made, and it goes by itself, also where the clock is set back.
 */
export function withTestIncident(standing: Standing, run: TestRun | null, words: TestWords): Standing {
  if (!run || standing.now < run.from || standing.now >= run.until) return standing;
  const { view } = standing;
  return { ...standing, view: { ...view, incidents: [...view.incidents, testIncident(run, words)] } };
}

/** It names no service, so that no surface says of one that it does not work; and it is the mildest, so that it leads none. */
function testIncident({ from }: TestRun, { title, message }: TestWords): IncidentView {
  const situation = { phase: 'investigating', severity: 'sev4', nextUpdateDueAt: null } as const;
  const update = {
    ...situation,
    id: 'test_update',
    revision: 1,
    at: from,
    message,
    workaround: null,
    customerMessage: null,
    isMaterial: true,
    services: [],
  };
  return {
    ...situation,
    id: TEST_INCIDENT_ID,
    revision: 1,
    materialRevision: 1,
    title,
    services: [],
    startedAt: from,
    updatedAt: from,
    resolvedAt: null,
    links: [],
    isRestricted: false,
    updates: [update],
  };
}
