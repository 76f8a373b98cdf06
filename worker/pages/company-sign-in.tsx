import { isRejection } from '../../shared/core/rejection.ts';
import { standingOf } from '../auth/claims.ts';
import { sha256Hex } from '../auth/hash.ts';
import { beginFlow, endFlow, flowOver, type Returned } from '../auth/oidc/flow.ts';
import { ProviderFault } from '../auth/oidc/provider.ts';
import { sessionCookie } from '../auth/session.ts';
import { signInOf } from '../auth/setup.ts';
import type { OidcSetting } from '../auth/sign-in-setting.ts';
import { relayOrigin } from '../http/own-origin.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import { log } from '../log.ts';
import { randomHex } from '../random.ts';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';
import { ownPath } from './own-path.ts';
import { seeOther } from './see-other.ts';
import type { Visit } from './visit.ts';

/** The page that offers the company's sign-in; it keeps where the visitor wanted to go. */
export function companySignInPage({ request, person }: Visit, setting: OidcSetting): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const start = new URLSearchParams({ to: ownPath(query.get('to')) });
  if (query.get('fresh') === '1') start.set('fresh', '1');
  return pageResponse(
    <Layout title="Sign in" person={person}>
      <h1>Sign in</h1>
      <p>
        {query.get('fresh') === '1'
          ? 'What you are about to do asks for a fresh sign-in.'
          : 'Incidents are for people of the company.'}{' '}
        You are sent to <bdi>{new URL(setting.issuer).host}</bdi> and come back here.
      </p>
      <p class="actions">
        <a class="button strong" href={`${pageTable.startSignIn.path}?${start}`}>
          Sign in
        </a>
      </p>
    </Layout>,
  );
}

/** Sends the browser to the company's sign-in. */
export async function startSignIn({ request, env, person }: Visit): Promise<Response> {
  const setting = signInOf(env, 'oidc');
  if (!setting) return refusalPage('not_found', person);
  const refusal = rateLimiter.refuseGuess('codes', request);
  if (refusal) return refusalPage(refusal.rejected, null);
  const query = new URL(request.url).searchParams;
  const origin = relayOrigin(request, env);
  try {
    const wish = { origin, to: ownPath(query.get('to')), isFresh: query.get('fresh') === '1' };
    const { url, cookie } = await beginFlow(setting, env, wish);
    return seeOther(url, cookie);
  } catch (error) {
    return providerFailed(error);
  }
}

/** Takes the browser back in and begins its session. */
export async function signInCallback(visit: Visit): Promise<Response> {
  const { request, env, person, hub } = visit;
  const setting = signInOf(env, 'oidc');
  if (!setting) return refusalPage('not_found', person);
  try {
    const returned = await endFlow(request, setting, env, relayOrigin(request, env));
    if ('unproven' in returned) {
      const why = returned.unproven;
      log.warn('sign_in.unproven', { why });
      // Anybody can call this address: what was never begun here is no sign-in, and no line.
      if (why !== 'flow') await hub((h) => h.run('noteSignInRefused', why));
      return unprovenPage(why);
    }
    return await beginSession(visit, setting, returned);
  } catch (error) {
    return providerFailed(error);
  }
}

const LONG_AGO = new Date(0).toISOString();

async function beginSession(
  { request, hub }: Visit,
  setting: OidcSetting,
  { claims: proven, to, isFresh }: Returned,
): Promise<Response> {
  // Where the provider does not say when they showed a secret, it was just now only if it was asked to ask for one.
  const claims = isFresh ? proven : { ...proven, provenAt: proven.provenAt ?? LONG_AGO };
  const session = randomHex(32);
  const hash = await sha256Hex(session);
  const standing = standingOf(claims, setting);
  const done = await hub((h) => h.run('signIn', claims, standing, { mayJoin: setting.mayJoin }, hash));
  if (isRejection(done)) return endedPage(403, 'You cannot be signed in', done.detail);
  rateLimiter.wasRight('codes', request);
  const response = seeOther(to, sessionCookie(session));
  response.headers.append('Set-Cookie', flowOver);
  return response;
}

/**
 * After signing out here. A link and no redirect leads on: the policy of the pages lets no form end on another site, and the person may
 * want to stay signed in for everything else.
 */
export async function signedOutPage(elsewhere: string, cookie: string): Promise<Response> {
  const page = (
    <Layout title="Signed out" person={null}>
      <h1>You are signed out</h1>
      <p>
        You are still signed in at <bdi>{new URL(elsewhere).host}</bdi>, as for all else that the company uses
        it for.
      </p>
      <p class="actions">
        <a class="button" href={elsewhere}>
          Sign out there too
        </a>
      </p>
    </Layout>
  );
  const response = await pageResponse(page);
  response.headers.append('Set-Cookie', cookie);
  return response;
}

function providerFailed(error: unknown): Promise<Response> {
  if (!(error instanceof ProviderFault)) throw error;
  log.error('provider.failed', { error: error.message });
  return endedPage(
    502,
    'The company’s sign-in does not answer',
    'Nothing is wrong with your account. Try again in a moment; whoever runs the relay finds the reason in its log.',
  );
}

const words: Readonly<Record<string, string>> = {
  flow: 'This sign-in was begun in another browser, or too long ago. Begin it again.',
  state: 'This answer belongs to another sign-in. Begin it again.',
  email: 'The company’s sign-in did not say your address.',
  email_verified: 'The company’s sign-in has not verified your address.',
  domain: 'Addresses of this domain cannot sign in here.',
  provider_access_denied: 'The sign-in was cancelled.',
};

function unprovenPage(why: string): Promise<Response> {
  return endedPage(
    403,
    'You are not signed in',
    words[why] ?? 'The answer of the company’s sign-in does not hold.',
  );
}

async function endedPage(status: number, heading: string, text: string): Promise<Response> {
  const page = (
    <Layout title={heading} person={null}>
      <h1>{heading}</h1>
      <p>{text}</p>
      <p class="actions">
        <a class="button" href={pageTable.signIn.path}>
          Sign in again
        </a>
      </p>
    </Layout>
  );
  const response = await pageResponse(page, { status });
  response.headers.append('Set-Cookie', flowOver);
  return response;
}
