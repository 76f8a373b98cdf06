import { env as testEnv } from 'cloudflare:workers';
import { app } from '../../../worker/app.ts';
import { sha256Hex } from '../../../worker/auth/hash.ts';
import type { Env } from '../../../worker/env.ts';
import type { Role } from '../../../shared/model/person.ts';
import { forgetNotedRefusals } from '../../../worker/http/note-refusal.ts';
import { randomHex } from '../../../worker/random.ts';

export const ORIGIN = 'http://127.0.0.1:8787';

/** What a test says of a request; `as` names whose token it shows. */
export interface Asking {
  readonly as?: Role | 'wrong';
  readonly json?: unknown;
  readonly text?: string;
  readonly form?: Record<string, string> | URLSearchParams;
  /** A form with a file, as a browser sends it. */
  readonly parts?: FormData;
  readonly headers?: Record<string, string>;
}

/** A relay of its own, with a hub that nothing else uses. */
export interface Relay {
  readonly env: Env;
  ask(method: string, path: string, asking?: Asking): Promise<Response>;
  send(request: Request): Promise<Response>;
}

export async function startRelay(change: Partial<Env> = {}): Promise<Relay> {
  const { HUB, SHARD } = testEnv as unknown as Env;
  forgetNotedRefusals();
  const hubName = randomHex(8);
  const env: Env = {
    HUB: { idFromName: () => HUB.idFromName(hubName), get: (id) => HUB.get(id) },
    SHARD,
    MASTHEAD_KEY: 'bWFzdGhlYWQtdGVzdC1rZXktbWFzdGhlYWQtdGVzdC0',
    MASTHEAD_LOCAL_TOKENS: JSON.stringify({
      admin: await sha256Hex('admin-token'),
      liaison: await sha256Hex('liaison-token'),
      responder: await sha256Hex('responder-token'),
      stakeholder: await sha256Hex('stakeholder-token'),
    }),
    ...change,
  };
  return {
    env,
    ask: async (method, path, asking = {}) => app.request(`${ORIGIN}${path}`, requestOf(method, asking), env),
    send: async (request) => app.request(request, undefined, env),
  };
}

/** The problem's code, or what came instead. */
export async function codeOf(response: Response): Promise<string> {
  const body: { code?: string } = await response.json();
  return body.code ?? `no problem: ${response.status}`;
}

/** Services that incidents of a test can name. */
export async function addServices(relay: Relay, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    const name = id.charAt(0).toUpperCase() + id.slice(1);
    await relay.ask('PUT', `/api/v1/services/${id}`, { as: 'admin', json: { name } });
  }
}

/** An incident, opened by the liaison. */
export async function openIncident(
  relay: Relay,
  change: Record<string, unknown> = {},
): Promise<{ id: string; revision: number }> {
  const json = {
    title: 'Payments fail',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    message: 'We are looking into it.',
    ...change,
  };
  const response = await relay.ask('POST', '/api/v1/incidents', { as: 'liaison', json });
  return response.json();
}

function requestOf(method: string, { as, json, text, form, parts, headers }: Asking): RequestInit {
  const body =
    parts ??
    (json === undefined ? (text ?? (form && new URLSearchParams(form).toString())) : JSON.stringify(json));
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method,
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    headers: {
      ...(as ? { Authorization: `Bearer ${as}-token` } : {}),
      // A form of parts names its own separator.
      ...(body === undefined || parts ? {} : { 'Content-Type': type }),
      ...headers,
    },
  };
}
