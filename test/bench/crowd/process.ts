import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Crowd, Target } from './crowd.ts';

/** The methods of a crowd, asked in another process. */
export type RemoteCrowd = {
  readonly [Method in keyof Crowd]: (
    ...args: Parameters<Crowd[Method]>
  ) => Promise<Awaited<ReturnType<Crowd[Method]>>>;
};

/** The generator in its own process, so that it takes no time from whoever measures and none from the servers. */
export interface Generator {
  /** A new crowd before that target; the one before leaves. */
  crowdAt(target: Target): Promise<RemoteCrowd>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = fork(fileURLToPath(new URL('generator.ts', import.meta.url)));
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  child.on('message', ({ id, value, error }: { id: number; value?: never; error?: string }) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(value as never);
    else asked?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the generator ended with ${code}`));
  });
  const ask = (question: object): Promise<never> => {
    const { promise, resolve, reject } = Promise.withResolvers<never>();
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    child.send({ id: lastId, ...question });
    return promise;
  };
  return {
    crowdAt: async (target) => {
      await ask({ target });
      return new Proxy({} as RemoteCrowd, {
        // A proxy that is awaited must not look like a promise.
        get: (_, method) => (method === 'then' ? undefined : (...args: unknown[]) => ask({ method, args })),
      });
    },
    stop: () => child.disconnect(),
  };
}
