import { isRejection } from '../../shared/core/rejection.ts';
import { authenticate } from '../auth/authenticate.ts';
import { signInOf } from '../auth/setup.ts';
import type { Env } from '../env.ts';
import { hubOf } from '../http/hub-stub.ts';
import { noteRefusal } from '../http/note-refusal.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import { stateMemo } from '../http/state-memo.ts';
import type { Caller } from '../hub/hub-api.ts';
import { adminPages } from './admin/admin-pages.ts';
import { signInCallback, startSignIn } from './company-sign-in.tsx';
import { askForAccessPage } from './ask-for-access.tsx';
import { consolePage } from './console/console-page.tsx';
import { sendFromConsole } from './console/send-from-console.tsx';
import { devicePage, deviceScript, sendDevicePage } from './device.tsx';
import { devicesPage, sendDevicesPage } from './devices.tsx';
import { homePage } from './home.tsx';
import { incidentPage } from './incident-page.tsx';
import { refusalPage } from './message-page.tsx';
import { type PageId, pageTable } from './page-table.ts';
import { seeOther } from './see-other.ts';
import { endSessionPage, signInPage, signInScript, startSessionPage } from './sign-in.tsx';
import type { PageHandler } from './visit.ts';

const pages: Record<PageId, PageHandler> = {
  home: homePage,
  signIn: signInPage,
  startSignIn,
  signInCallback,
  signInScript,
  startSession: startSessionPage,
  endSession: endSessionPage,
  incidentPage,
  askForAccess: askForAccessPage,
  console: consolePage,
  sendFromConsole,
  ...adminPages,
  device: devicePage,
  deviceScript,
  sendDevice: sendDevicePage,
  devices: devicesPage,
  sendDevices: sendDevicesPage,
};

/** Pages that a crowd reads. The console is where publishing is done. */
const reading: ReadonlySet<PageId> = new Set<PageId>(['home', 'incidentPage']);

/** Beginning a session twice is not beginning it once; all else that a page sends carries a key. Who begins one is nobody yet. */
const callsOnce: ReadonlySet<PageId> = new Set<PageId>(['startSession', 'signInCallback']);

/** Answers a request for one of the pages. A refusal is told as a page too. */
export async function answerPage(
  id: PageId,
  request: Request,
  env: Env,
  params: Readonly<Record<string, string>>,
): Promise<Response> {
  const hub = hubOf(env, { isRepeatable: !callsOnce.has(id) });
  const identity = callsOnce.has(id) ? 'anonymous' : await authenticate(request, env, hub);
  if (isRejection(identity)) return refusalPage(identity.rejected, null);
  const person = identity === 'anonymous' ? null : identity;
  const refusal = person && reading.has(id) ? rateLimiter.refuse('state', person.id) : null;
  if (refusal) return refusalPage(refusal.rejected, person);
  const response = mayVisit(person, id)
    ? await pages[id]({ request, env, params, hub, person })
    : await refusalPage('forbidden', person);
  if (person && response.status === 403)
    await noteRefusal(hub, person, id, { rejected: 'forbidden', detail: 'The page is for another role.' });
  if (request.method === 'POST') stateMemo.forgetAll();
  const isForNobody = response.status === 401 && request.method === 'GET';
  return isForNobody && signInOf(env, 'oidc') ? seeOther(signInPath(request)) : response;
}

/**
 * Pages ask for roles and not for scopes: to a token or a device, which was given a part of what its role may, they are closed. With the
 * scope to read it may read what is going on.
 */
function mayVisit(person: Caller | null, id: PageId): boolean {
  return !person?.scopes || (reading.has(id) && person.scopes.includes('state:read'));
}

/** Where a visitor signs in and comes back from. */
function signInPath(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return `${pageTable.signIn.path}?${new URLSearchParams({ to: pathname + search })}`;
}
