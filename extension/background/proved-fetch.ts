import type { Clocks } from './clocks.ts';
import type { DeviceKeys } from './credential.ts';
import { createProof } from './dpop.ts';
import type { Clock, Fetch } from './ports.ts';

export interface ProvingPorts {
  readonly fetch: Fetch;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly clocks: Pick<Clocks, 'relayNow' | 'synchronise'>;
}

/** What a call is proved with. */
export interface Proving {
  readonly keys: DeviceKeys;
  readonly accessToken: string | null;
}

/**
 * Sends a call with a fresh proof. This browser's clock may be wrong by hours: a relay that refuses a proof tells its own time
 * (`Masthead-Now`), by which the call is repeated once. Rejects where nobody answers, as `fetch` does.
 */
export async function fetchProved(
  url: string,
  init: RequestInit & { readonly method: string },
  { keys, accessToken }: Proving,
  { fetch, clock, clocks }: ProvingPorts,
): Promise<Response> {
  const send = async () => {
    const proof = await createProof(keys, { method: init.method, url, at: clocks.relayNow(), accessToken });
    const headers = new Headers(init.headers);
    headers.set('dpop', proof);
    if (accessToken !== null) headers.set('authorization', `DPoP ${accessToken}`);
    // A redirect would be a portal's: the relay never sends one.
    return fetch(url, { ...init, headers, redirect: 'error', credentials: 'omit', cache: 'no-store' });
  };
  const sentAtMs = clock.monotonicMs();
  const answer = await send();
  const relayNow = timeToldBy(answer);
  if (relayNow === null) return answer;
  clocks.synchronise(relayNow, clock.monotonicMs() - sentAtMs);
  return send();
}

/** OAuth's own calls refuse with 400, all others with 401. */
function timeToldBy({ status, headers }: Response): string | null {
  const relayNow = headers.get('masthead-now');
  const isRefusal = status === 400 || status === 401;
  return isRefusal && relayNow !== null && !Number.isNaN(Date.parse(relayNow)) ? relayNow : null;
}
