import type { ComponentChildren } from 'preact';
import { isRejection } from '../../shared/core/rejection.ts';
import { duration } from '../../shared/core/time-words.ts';
import { msBetween } from '../../shared/model/time.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { Time } from '../../shared/ui/time.tsx';
import { hashAtRest } from '../auth/at-rest.ts';
import { meantUserCode, shownUserCode } from '../auth/user-code.ts';
import { rateLimiter } from '../http/rate-limiter.ts';
import type { NoPairing, WaitingBrowser } from '../hub/desk/pairings.ts';
import type { Caller } from '../hub/hub-api.ts';
import { CodeField } from './code-field.tsx';
import { deviceScriptText } from './device-script.ts';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';
import { readForm } from './read-form.ts';
import { sceneOf } from './scene.ts';
import type { Visit } from './visit.ts';

/** Where a person enters the code that a browser shows, by hand or by a link that holds it. */
export function devicePage({ person }: Visit): Promise<Response> {
  const page = (
    <Layout title="Connect a browser" person={person} script={pageTable.deviceScript.path}>
      {person ? <EnterCode fault={null} /> : <SignInFirst />}
    </Layout>
  );
  return pageResponse(page, { script: true });
}

export async function deviceScript(): Promise<Response> {
  return new Response(deviceScriptText, {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}

/** Takes a code, and shows who asks; or takes the decision. A right code alone connects nothing. */
export async function sendDevicePage({ request, env, hub, person }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  const form = await readForm(request);
  if (isRejection(form)) return refusalPage(form.rejected, person);
  // Whoever pastes the whole address means the code at its end.
  const code = meantUserCode((form.values.get('code') ?? '').split('#').at(-1) ?? '');
  if (code === null) return page(person, <EnterCode fault={wordsOf.unknown_code} />, 422);
  const refusal = rateLimiter.refuseGuess('codes', request);
  if (refusal) return page(person, <EnterCode fault={wordsOf.too_many_tries} />, 503);
  const hash = await hashAtRest(env, 'user code', code);
  const decision = decisions.get(form.values.get('do'));
  const found = await (decision
    ? hub((h) => h.run('decidePairing', person, hash, decision))
    : hub((h) => h.run('findPairing', person, hash)));
  if (isNoPairing(found)) return page(person, <EnterCode fault={wordsOf[found]} />, 422);
  rateLimiter.wasRight('codes', request);
  if (found === 'connected') return page(person, <Connected person={person} />);
  if (found === 'denied') return page(person, <Denied />);
  return page(person, <Compare code={code} waiting={found} person={person} />);
}

const decisions: ReadonlyMap<string | null, 'connected' | 'denied'> = new Map([
  ['connect', 'connected'],
  ['deny', 'denied'],
]);

const wordsOf: Readonly<Record<NoPairing, string>> = {
  unknown_code: 'No browser waits with this code. Compare it with the one that the extension shows.',
  expired_code: 'This code is too old. Press Connect in the extension once more; it shows a new one.',
  too_many_devices: `You have ${limits.devicesPerPerson} connected browsers, and more there may not be. Disconnect one at ${pageTable.devices.path}, then enter the code again.`,
  too_many_tries: 'Too many wrong codes were entered. Wait ten minutes, then start again in the extension.',
};

function isNoPairing(found: WaitingBrowser | string): found is NoPairing {
  return typeof found === 'string' && found in wordsOf;
}

function page(person: Caller, content: ComponentChildren, status = 200): Promise<Response> {
  return pageResponse(
    <Layout title="Connect a browser" person={person}>
      {content}
    </Layout>,
    { status },
  );
}

function SignInFirst() {
  return (
    <>
      <h1>Connect a browser</h1>
      <p>Sign in first, so that the browser is connected to you and not to somebody else.</p>
      <p>
        <a id="sign-in" class="button strong" href={`${pageTable.signIn.path}?to=${pageTable.device.path}`}>
          Sign in
        </a>
      </p>
    </>
  );
}

function EnterCode({ fault }: { fault: string | null }) {
  return (
    <>
      <h1>Connect a browser</h1>
      <p>The Masthead extension shows a code of eight letters. Enter it here.</p>
      <form id="enter" method="post" action={pageTable.device.path}>
        <CodeField
          label="Code"
          fault={fault}
          more={{
            class: 'user-code',
            size: 10,
            maxLength: 200,
            autocapitalize: 'characters',
            spellcheck: false,
            placeholder: 'BCDF-GHJK',
          }}
        />
        <p class="actions">
          <button class="button strong">Go on</button>
        </p>
      </form>
    </>
  );
}

/** Even who came by a link is to compare: a link can come from anybody. */
function Compare({ code, waiting, person }: { code: string; waiting: WaitingBrowser; person: Caller }) {
  const scene = sceneOf({ services: [] });
  const ago = duration(msBetween(waiting.askedAt, scene.now), scene.locale);
  return (
    <>
      <h1>Connect this browser?</h1>
      <p>Compare the code with the one that the extension shows, even if a link brought you here.</p>
      <p class="user-code shown">{shownUserCode(code)}</p>
      <dl class="facts">
        <dt>Browser</dt>
        <dd>
          <bdi>{waiting.browser}</bdi> <span class="detail">by its own account</span>
        </dd>
        <dt>Asked</dt>
        <dd>
          <Time at={waiting.askedAt} scene={scene} /> UTC <span class="detail">{ago} ago</span>
        </dd>
        <dt>Will read as</dt>
        <dd>
          <bdi>{person.name}</bdi> <span class="detail">{person.id}</span>
        </dd>
      </dl>
      <p class="notice refusal">
        Did you not start this yourself, just now? Then press Deny: whoever has that browser would read what
        is meant for you.
      </p>
      <form method="post" action={pageTable.device.path}>
        <input type="hidden" name="code" value={code} />
        <p class="actions">
          <button class="button" name="do" value="deny">
            Deny
          </button>
          <button class="button strong" name="do" value="connect">
            Connect
          </button>
        </p>
      </form>
    </>
  );
}

function Connected({ person }: { person: Caller }) {
  return (
    <>
      <h1>Connected</h1>
      <p class="notice" role="status">
        The browser takes a few seconds to notice. From then on it reads as <bdi>{person.name}</bdi>, whatever
        happens to this page: you can close it.
      </p>
      <p>
        <a href={pageTable.devices.path}>All your browsers</a>
      </p>
    </>
  );
}

function Denied() {
  return (
    <>
      <h1>Denied</h1>
      <p class="notice refusal" role="status">
        The browser was not connected, and is told so. If you did not start this, tell your security team that
        somebody tried.
      </p>
    </>
  );
}
