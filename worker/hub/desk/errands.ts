import { endSession, readSession } from '../sessions.ts';
import { askForAccess, declineAccess, grantAccess, listAccessRequests, mayAsk } from './access-requests.ts';
import { confirmCommand, listConfirmations, readConfirmation, refuseCommand } from './confirmations.ts';
import { listAudit, noteAuditExport, noteRefusal } from './audit.ts';
import type { Desk, Errand } from './desk.ts';
import { listDrafts } from './drafts.ts';
import { erasePerson, exportPerson } from './erasure.ts';
import { addPerson, exportPeople, importPeople, listPeople, removePerson, replacePerson } from './people.ts';
import {
  acceptFirstInvitation,
  createInvitation,
  listInvitations,
  withdrawInvitation,
} from './invitations.ts';
import { admitCaller, noteSignInRefused, signIn } from './sign-in.ts';
import { replaceSettings, settingsNow } from './settings.ts';
import { startSession } from './start-session.ts';
import { createToken, listTokens, readToken, revokeToken } from './tokens.ts';
import { giveUpDevice, listDevices, readDevice, refreshDevice, revokeDevice } from './devices.ts';
import { decidePairing, findPairing, pollPairing, startPairing } from './pairings.ts';

/**
 * Every errand by its name. The hub carries out any of them in one commit, so that a new one needs no new method there. Each file of
 * this folder holds the errands of one noun.
 */
export const errands = {
  startSession,
  readSession,
  endSession,
  signIn,
  listInvitations,
  createInvitation,
  withdrawInvitation,
  acceptFirstInvitation,
  admitCaller,
  noteSignInRefused,
  settingsNow,
  replaceSettings,
  listDrafts,
  mayAsk,
  askForAccess,
  listAccessRequests,
  grantAccess,
  declineAccess,
  listConfirmations,
  readConfirmation,
  confirmCommand,
  refuseCommand,
  listPeople,
  addPerson,
  replacePerson,
  removePerson,
  importPeople,
  exportPeople,
  exportPerson,
  erasePerson,
  listAudit,
  noteAuditExport,
  noteRefusal,
  listTokens,
  createToken,
  revokeToken,
  readToken,
  startPairing,
  pollPairing,
  findPairing,
  decidePairing,
  readDevice,
  refreshDevice,
  giveUpDevice,
  listDevices,
  revokeDevice,
} as const satisfies Record<string, Errand>;

export type ErrandName = keyof typeof errands;
export type ErrandArgs<Name extends ErrandName> = (typeof errands)[Name] extends (
  desk: Desk,
  ...args: infer Args
) => unknown
  ? Args
  : never;
export type ErrandResult<Name extends ErrandName> = ReturnType<(typeof errands)[Name]>;

export function runErrand<Name extends ErrandName>(
  name: Name,
  args: ErrandArgs<Name>,
  desk: Desk,
): ErrandResult<Name> {
  const errand: Errand = errands[name];
  // The registry keeps name, arguments and result together, which TypeScript cannot follow here.
  return errand(desk, ...args) as ErrandResult<Name>;
}
