import * as v from 'valibot';
import { isRejection } from '../../shared/core/rejection.ts';
import { Id } from '../../shared/model/id.ts';
import { AskForAccess } from '../../shared/protocol/access-requests.ts';
import { parseBody } from '../http/parse-body.ts';
import type { Caller } from '../hub/hub-api.ts';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { readForm } from './read-form.ts';
import { seeOther } from './see-other.ts';
import type { Visit } from './visit.ts';

/**
 * The page of an incident that this person may not read, and of one that there is not, where asking is allowed. The two must not differ
 * in one byte: it shows nothing of the address, which the form goes back to by naming none, and nothing of what was asked before.
 */
export function unreadablePage(request: Request, person: Caller): Promise<Response> {
  const isAsked = new URL(request.url).searchParams.has('asked');
  const heading = 'There is nothing here that you may read';
  const page = (
    <Layout title={heading} person={person}>
      <h1>{heading}</h1>
      {isAsked && (
        <p class="notice" role="status">
          Your request is noted. If there is such an incident, the liaisons see that you ask. Come back later.
        </p>
      )}
      <p>
        The address may have been mistyped, or be meant for others. If somebody gave it to you, you can ask.
      </p>
      <form method="post">
        <div class="field">
          <label for="reason">Why you need to read it</label>
          <input id="reason" name="reason" maxLength={300} />
        </div>
        <p class="actions">
          <button class="button strong">Ask for access</button>
        </p>
      </form>
    </Layout>
  );
  return pageResponse(page, { status: 404 });
}

/** Takes the form of {@link unreadablePage}. */
export async function askForAccessPage({ request, person, params, hub }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  const id = params['id'] ?? '';
  if (!v.is(Id, id)) return refusalPage('not_found', person);
  const form = await readForm(request);
  if (isRejection(form)) return refusalPage(form.rejected, person);
  const reason = form.values.get('reason')?.trim();
  const parsed = parseBody(AskForAccess, reason ? { reason } : {});
  if (!parsed.ok) return refusalPage(parsed.code, person);
  const answer = await hub((h) => h.run('askForAccess', person, id, parsed.value.reason, null));
  if (isRejection(answer)) return refusalPage(answer.rejected, person);
  return seeOther(`/incidents/${id}?asked`);
}
