import { Refusal } from '../lib/refusal.ts';

/** The relay's public API as one of its roles. */
export interface Api {
  get(path: string): Promise<unknown>;
  /** `key` makes the request safe to repeat. */
  post(path: string, body: unknown, key?: string): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  /** True where there was something to remove. */
  remove(path: string): Promise<boolean>;
}

/** Calls the API with a bearer token. An answer other than 2xx is refused with the relay's own words. */
export function apiOf(url: string, token: string): Api {
  const call = (method: string, path: string, body?: unknown, key?: string) =>
    fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
  const answer = async (method: string, path: string, body?: unknown, key?: string): Promise<unknown> => {
    const response = await call(method, path, body, key);
    if (!response.ok) throw await refused(method, path, response);
    return response.json();
  };
  return {
    get: (path) => answer('GET', path),
    post: (path, body, key) => answer('POST', path, body, key),
    put: (path, body) => answer('PUT', path, body),
    remove: async (path) => {
      const response = await call('DELETE', path);
      if (!response.ok && response.status !== 404) throw await refused('DELETE', path, response);
      return response.ok;
    },
  };
}

async function refused(method: string, path: string, response: Response): Promise<Refusal> {
  return new Refusal(
    `The relay answered ${method} ${path} with ${response.status}: ${await response.text()}`,
  );
}
