import { auditRows } from './api/audit.ts';
import { audiencesRows } from './api/audiences.ts';
import { catalogueRows } from './api/catalogue.ts';
import { devicesRows, oauthRows } from './api/devices.ts';
import { accessRequestsRows } from './api/access-requests.ts';
import { confirmationsRows } from './api/confirmations.ts';
import { draftsRows } from './api/drafts.ts';
import { erasureRows } from './api/erasure.ts';
import { incidentsRows } from './api/incidents.ts';
import { invitationsRows } from './api/invitations.ts';
import { maintenanceRows } from './api/maintenance.ts';
import { peopleRows } from './api/people.ts';
import { receiptsRows } from './api/receipts.ts';
import { serviceRows } from './api/service.ts';
import { settingsRows } from './api/settings.ts';
import { signInRows } from './api/sign-in.ts';
import { sourcesRows } from './api/sources.ts';
import { streamRows } from './api/stream.ts';
import { subscriptionRows } from './api/subscription.ts';
import { tokensRows } from './api/tokens.ts';
import type { Operation } from './operation.ts';

/**
 * Every call of the HTTP API, by the id of its handler, from a file for each noun. A call that does not stand here does not exist: the
 * router, the checks of role, scope and body, `/openapi.json` and the test of every route for every credential are all made from this table.
 */
export const apiTable = {
  ...serviceRows,
  ...streamRows,
  ...incidentsRows,
  ...receiptsRows,
  ...subscriptionRows,
  ...maintenanceRows,
  ...catalogueRows,
  ...audiencesRows,
  ...peopleRows,
  ...invitationsRows,
  ...sourcesRows,
  ...draftsRows,
  ...confirmationsRows,
  ...accessRequestsRows,
  ...signInRows,
  ...settingsRows,
  ...tokensRows,
  ...auditRows,
  ...erasureRows,
  ...devicesRows,
  ...oauthRows,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof apiTable;

/** The calls that speak OAuth. */
export type OAuthId = keyof typeof oauthRows;

/** All others, which speak JSON and problem documents. */
export type JsonId = Exclude<OperationId, OAuthId>;
