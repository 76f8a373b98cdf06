import { existsSync } from 'node:fs';
import { freePort } from './lib/port.ts';
import { inProject } from './lib/project.ts';
import { Refusal } from './lib/refusal.ts';
import { fileDescriptorLimit, maxSocketsFor } from './relay/max-sockets.ts';
import { type RunningRelay, runRelay } from './relay/run-relay.ts';
import {
  type Credentials,
  hashedTokens,
  keepCredentials,
  keepKey,
  prepareStateFolder,
} from './relay/state-folder.ts';

export interface RelayOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Made where it is not there. */
  readonly stateDir: string;
  /** The worker's bundle; the one that `npm run build` makes unless given. */
  readonly bundle?: string;
  /** At most so many sockets; computed from the limit of file descriptors unless given. */
  readonly maxSockets?: number;
  /** Gives a start up that has not come to its end. */
  readonly signal?: AbortSignal;
}

/** A relay in local mode that has answered `/healthz`. */
export interface Relay extends RunningRelay {
  readonly url: string;
  readonly port: number;
  readonly stateDir: string;
  readonly credentials: Credentials;
}

/**
 * Starts the relay in local mode, with a token for each role, reachable from this machine only, and resolves when it
 * answers. Refuses a taken port, a folder that cannot be written or is in use, and a missing bundle.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  const bundle = findBundle(options.bundle);
  const stateDir = prepareStateFolder(options.stateDir);
  const port = await freePort(options.port);
  const url = `http://127.0.0.1:${port}`;
  let credentials: Credentials | null = null;
  const bindings = () => {
    credentials = keepCredentials(stateDir, url);
    return {
      MASTHEAD_KEY: keepKey(stateDir),
      MASTHEAD_LOCAL_TOKENS: hashedTokens(credentials),
      MASTHEAD_URL: url,
      MASTHEAD_MAX_SOCKETS: String(options.maxSockets ?? maxSocketsFor(fileDescriptorLimit())),
    };
  };
  const { signal } = options;
  const running = await runRelay({
    port,
    stateDir,
    bundle,
    bindings,
    output: 'log',
    ...(signal ? { signal } : {}),
  });
  if (!credentials) throw new Error('a relay runs without its bindings');
  return { ...running, url, port, stateDir, credentials };
}

/** The worker's bundle. Refuses where there is none. */
export function findBundle(bundle = inProject('build/worker/index.js')): string {
  if (!existsSync(bundle)) throw new Refusal(`There is no ${bundle}: run \`npm run build\` first.`);
  return bundle;
}
