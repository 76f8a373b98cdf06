import type { WriteAnswer } from '../data/messages.ts';
import type { Credential } from './credential.ts';
import type { Fetch } from './ports.ts';

/** Writes that a person waits for, so that they are not queued: each says at once whether the relay took it. */
export interface RelayWrites {
  readonly put: (path: string, body: unknown) => Promise<WriteAnswer>;
}

export function createRelayWrites(ports: {
  readonly credential: () => Credential | null;
  readonly fetch: Fetch;
}): RelayWrites {
  return {
    async put(path, body) {
      const credential = ports.credential();
      if (!credential) return { ok: false, reason: 'unpaired' };
      const answer = await ports
        .fetch(`${credential.relayUrl}${path}`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${credential.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          redirect: 'error',
          credentials: 'omit',
        })
        .catch(() => null);
      if (answer?.ok) return { ok: true };
      return { ok: false, reason: answer === null || answer.status >= 500 ? 'unreachable' : 'refused' };
    },
  };
}
