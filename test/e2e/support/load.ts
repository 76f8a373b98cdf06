import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from './api.ts';

/** Publishing from several sides, each update repeated under its key until it is acknowledged. */
export interface Load {
  /** Messages that were acknowledged so far. */
  readonly acknowledged: readonly string[];
  /** Resolves when each publisher has had its last update acknowledged. */
  end(): Promise<void>;
}

const PUBLISHERS = 3;
const EVERY_MS = 30;

/** `name` begins every message, so that two loads on one incident do not look alike. */
export function publishTo(api: Api, incidentId: string, name: string): Load {
  const acknowledged: string[] = [];
  const over = new AbortController();
  const publish = async (publisher: number) => {
    for (let count = 0; !over.signal.aborted; count++) {
      const message = `${name}-${publisher}-${count}`;
      while (!(await isTaken(api, incidentId, message))) await pause(EVERY_MS);
      acknowledged.push(message);
      await pause(EVERY_MS);
    }
  };
  const publishers = Array.from({ length: PUBLISHERS }, (_, publisher) => publish(publisher));
  return {
    acknowledged,
    end: async () => {
      over.abort();
      await Promise.all(publishers);
    },
  };
}

async function isTaken(api: Api, incidentId: string, message: string): Promise<boolean> {
  try {
    await api.update(incidentId, { message }, `${incidentId}-${message}`);
    return true;
  } catch {
    return false;
  }
}
