import type { Env } from '../env.ts';
import type { HubApi } from '../hub/hub-api.ts';

/** Asks the hub; `ask` may run more than once where that can do no harm. */
export type AskHub = <T>(ask: (hub: HubApi) => Promise<T>) => Promise<T>;

/** The one hub of a relay: one organisation each. */
const HUB_NAME = 'hub';

const ATTEMPTS = 3;

/**
 * A way to the hub. A call that failed on its way is repeated with a new stub, at most three times, where `isRepeatable`
 * says that doing it twice is doing it once. An overloaded hub is never asked again.
 * Source: https://developers.cloudflare.com/durable-objects/best-practices/error-handling/
 */
export function hubOf(env: Env, { isRepeatable }: { isRepeatable: boolean }): AskHub {
  return async (ask) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(env.HUB.get(env.HUB.idFromName(HUB_NAME)));
      } catch (error) {
        if (!isRepeatable || attempt === ATTEMPTS || !isWorthRepeating(error)) throw error;
      }
    }
  };
}

/** True where the hub, or the way to it, is beyond its load. */
export function isOverload(error: unknown): boolean {
  return hasFlag(error, 'overloaded');
}

function isWorthRepeating(error: unknown): boolean {
  return hasFlag(error, 'retryable') && !isOverload(error);
}

function hasFlag(error: unknown, flag: 'overloaded' | 'retryable'): boolean {
  return error instanceof Error && Reflect.get(error, flag) === true;
}
