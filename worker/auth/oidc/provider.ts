import * as v from 'valibot';
import { nowMs } from '../../clock.ts';
import type { Env } from '../../env.ts';

/** What is used of a provider's own description. Source: OpenID Connect Discovery 1.0, section 3. */
const Provider = v.object({
  issuer: v.string(),
  authorization_endpoint: v.pipe(v.string(), v.url()),
  token_endpoint: v.pipe(v.string(), v.url()),
  jwks_uri: v.pipe(v.string(), v.url()),
  end_session_endpoint: v.optional(v.pipe(v.string(), v.url())),
  token_endpoint_auth_methods_supported: v.optional(v.array(v.string()), ['client_secret_basic']),
});
export type Provider = v.InferOutput<typeof Provider>;

/** The company's sign-in does not answer as it must; the message says what was wrong, for the log. */
export class ProviderFault extends Error {
  override name = 'ProviderFault';
}

const KEPT_MS = 3_600_000;
const ANSWERS_WITHIN_MS = 10_000;

let kept: { readonly issuer: string; readonly provider: Provider; readonly readAtMs: number } | null = null;

/** The provider as it describes itself, kept for an hour. Throws a {@link ProviderFault}. */
export async function loadProvider(issuer: string, env: Env): Promise<Provider> {
  if (kept?.issuer === issuer && nowMs() - kept.readAtMs < KEPT_MS) return kept.provider;
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const parsed = v.safeParse(Provider, await askProvider(env, address));
  if (!parsed.success) throw new ProviderFault('its description lacks what a sign-in needs');
  // Whoever answers for another issuer could hand us tokens of its own. Source: Discovery, section 4.3.
  if (parsed.output.issuer !== issuer) throw new ProviderFault('it names itself by another issuer');
  kept = { issuer, provider: parsed.output, readAtMs: nowMs() };
  return parsed.output;
}

/** For tests, which share an isolate. */
export function forgetProvider(): void {
  kept = null;
}

/** A call to the company's sign-in, by the way that this relay has to it. */
export function providerFetch(env: Env): typeof fetch {
  const network = env.SIGN_IN_NETWORK;
  return (input, init) => (network ? network.fetch(input, init) : fetch(input, init));
}

/** The JSON that an address of the provider answers with. Never follows a redirect: a secret may go with the call. */
export async function askProvider(env: Env, address: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const answer = await providerFetch(env)(address, { ...init, redirect: 'manual', signal });
    const body: unknown = await answer.json();
    if (answer.ok) return body;
    throw new ProviderFault(`it answered ${answer.status} ${errorCodeOf(body)}`);
  } catch (error) {
    if (error instanceof ProviderFault) throw error;
    throw new ProviderFault(`it cannot be reached: ${error instanceof Error ? error.name : 'unknown'}`);
  }
}

/** The code of an OAuth error, which holds no secret; its description might. */
function errorCodeOf(body: unknown): string {
  const parsed = v.safeParse(v.object({ error: v.pipe(v.string(), v.maxLength(60)) }), body);
  return parsed.success ? parsed.output.error : '';
}
