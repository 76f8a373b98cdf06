import * as v from 'valibot';
import { isRejection, type Rejection } from '../../shared/core/rejection.ts';
import { hasRole } from '../../shared/model/person.ts';
import { problems } from '../../shared/protocol/problem.ts';
import { endSessionUrl } from '../auth/oidc/flow.ts';
import { endSession, startSession } from '../auth/session.ts';
import { signInOf } from '../auth/setup.ts';
import type { Caller } from '../hub/hub-api.ts';
import { refuseForeignOrigin, relayOrigin } from '../http/own-origin.ts';
import { parseBody } from '../http/parse-body.ts';
import { problemFor, problemResponse } from '../http/problem-response.ts';
import { readJson } from '../http/read-json.ts';
import { CodeField } from './code-field.tsx';
import { companySignInPage, signedOutPage } from './company-sign-in.tsx';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { ownPath } from './own-path.ts';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';
import { readForm } from './read-form.ts';
import { seeOther } from './see-other.ts';
import { signInScriptText } from './sign-in-script.ts';
import type { Visit } from './visit.ts';

/** Where a code becomes a session: by itself where it stands in the fragment, else typed in. */
export function signInPage(visit: Visit): Promise<Response> {
  const { env, person, request } = visit;
  const company = signInOf(env, 'oidc');
  if (company) return companySignInPage(visit, company);
  return pageResponse(
    <Layout title="Sign in" person={person} script={pageTable.signInScript.path}>
      <SignIn fault={null} to={new URL(request.url).searchParams.get('to')} />
    </Layout>,
    { script: true },
  );
}

export async function signInScript(): Promise<Response> {
  return new Response(signInScriptText, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

/** Takes the code as JSON from the script, or as a form from a person without one. */
export async function startSessionPage(visit: Visit): Promise<Response> {
  const foreign = refuseForeignOrigin(visit.request, visit.env);
  const isForm = visit.request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded');
  if (foreign) return isForm ? refusalPage(foreign.rejected, null) : problemResponse(foreign);
  return isForm ? startByForm(visit) : startByScript(visit);
}

/** Signs out here, and then at the company's sign-in, where that can be asked for it. */
export async function endSessionPage({ request, env, hub }: Visit): Promise<Response> {
  const cookie = await endSession(request, hub);
  const company = signInOf(env, 'oidc');
  const elsewhere = company && (await endSessionUrl(company, env, relayOrigin(request, env)));
  return elsewhere ? signedOutPage(elsewhere, cookie) : seeOther(pageTable.home.path, cookie);
}

const SessionBody = v.strictObject({
  code: v.pipe(v.string(), v.nonEmpty(), v.maxLength(500)),
  /** Where the visitor wanted to go. */
  to: v.optional(v.nullable(v.string())),
});

async function startByScript({ request, env, hub }: Visit): Promise<Response> {
  const json = await readJson(request);
  if (isRejection(json)) return problemResponse(json);
  const parsed = parseBody(SessionBody, json.value);
  if (!parsed.ok) return problemFor(parsed.code, { errors: [...parsed.faults] });
  const session = (await startSession(request, parsed.value.code, env, hub)) ?? badCode;
  if (isRejection(session)) return problemResponse(session);
  const headers = { 'Set-Cookie': session.cookie, 'Cache-Control': 'no-store' };
  return Response.json({ next: nextPage(session.person, parsed.value.to) }, { headers });
}

async function startByForm({ request, env, hub }: Visit): Promise<Response> {
  const form = await readForm(request);
  if (isRejection(form)) return refusalPage(form.rejected, null);
  // Whoever pastes the whole address means the code at its end.
  const code = (form.values.get('code') ?? '').trim().split('#').at(-1) ?? '';
  const to = form.values.get('to');
  const session = (code === '' ? null : await startSession(request, code, env, hub)) ?? badCode;
  if (!isRejection(session)) return seeOther(nextPage(session.person, to), session.cookie);
  const page = (
    <Layout title="Sign in" person={null}>
      <SignIn fault={session.detail} to={to} />
    </Layout>
  );
  return pageResponse(page, { status: problems[session.rejected].status });
}

/** Where they wanted to go; else who writes comes to write, and everybody else comes to read. */
function nextPage({ role }: Caller, to: string | null | undefined): string {
  if (to) return ownPath(to);
  return hasRole(role, 'liaison') ? pageTable.console.path : pageTable.home.path;
}

const badCode: Rejection = {
  rejected: 'unauthenticated',
  detail: 'This code is unknown, used or too old. Ask for a new one.',
};

function SignIn({ fault, to }: { fault: string | null; to: string | null }) {
  return (
    <>
      <h1>Sign in</h1>
      <p id="status" role="status">
        Open the sign-in address that the relay printed, or paste it, or the code at its end, here.
      </p>
      <form method="post" action={pageTable.startSession.path}>
        {to !== null && <input type="hidden" name="to" value={to} />}
        <CodeField label="Sign-in code" fault={fault} />
        <p class="actions">
          <button class="button strong">Sign in</button>
        </p>
      </form>
    </>
  );
}
