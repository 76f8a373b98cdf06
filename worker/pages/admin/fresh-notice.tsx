import { apiTable, type OperationId } from '../../../shared/protocol/api-table.ts';
import type { Operation } from '../../../shared/protocol/operation.ts';
import { isFresh } from '../../auth/fresh.ts';
import { now } from '../../clock.ts';
import { pageTable } from '../page-table.ts';
import type { AdminVisit } from './admin-visit.ts';

/**
 * Says before somebody types that this change wants a sign-in of just now. Once something is typed, the way leads into a tab of its
 * own, so that it is not lost.
 */
export function FreshNotice({ visit: { request, person }, call }: { visit: AdminVisit; call: OperationId }) {
  const operation: Operation = apiTable[call];
  if (!operation.needsFreshSignIn || isFresh(person, now())) return null;
  const to = encodeURIComponent(new URL(request.url).pathname);
  const isSent = request.method === 'POST';
  return (
    <p class="notice refusal">
      This changes who may do what, and you signed in a while ago.{' '}
      <a href={`${pageTable.signIn.path}?fresh=1&to=${to}`} target={isSent ? '_blank' : undefined}>
        {isSent ? 'Sign in again in a new tab' : 'Sign in again first'}
      </a>
      {isSent ? ', come back here and send it again.' : '.'}
    </p>
  );
}
