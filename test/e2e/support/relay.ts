import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Relay, startRelay } from '../../../scripts/relay.ts';
import { type Api, apiOf } from './api.ts';

/** A real relay on a free port, over a state folder that is thrown away afterwards. It keeps its port through restarts. */
export interface TestRelay {
  readonly url: string;
  readonly stateDir: string;
  readonly credentials: Relay['credentials'];
  readonly api: Api;
  /** As a crash would. */
  kill(): Promise<void>;
  /** On the same state and port, after a kill. */
  restart(): Promise<void>;
  /** Ends it; the folder stays readable until {@link discard}. */
  stop(): Promise<void>;
  discard(): Promise<void>;
}

/** Starts a relay without any catalogue in it. */
export async function startTestRelay(): Promise<TestRelay> {
  const stateDir = mkdtempSync(join(tmpdir(), 'masthead-e2e-'));
  let relay = await startRelay({ port: 0, stateDir });
  const { port, url, credentials } = relay;
  return {
    url,
    stateDir,
    credentials,
    api: apiOf(credentials),
    kill: () => relay.kill(),
    restart: async () => {
      relay = await startRelay({ port, stateDir });
    },
    stop: () => relay.stop(),
    discard: async () => {
      await relay.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
