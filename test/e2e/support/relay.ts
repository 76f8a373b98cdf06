import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/lib/project.ts';
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
  /** On the same state and port, after a kill; with the right time. */
  restart(): Promise<void>;
  /** Ends it; the folder stays readable until {@link discard}. */
  stop(): Promise<void>;
  discard(): Promise<void>;
}

/** Starts a relay without any catalogue in it. Its clock may be late until the restart, so that what it is told is old then. */
export async function startTestRelay({ lateByMs = 0 } = {}): Promise<TestRelay> {
  const stateDir = mkdtempSync(join(tmpdir(), 'masthead-e2e-'));
  const bundle = lateByMs > 0 ? { bundle: lateBundle(stateDir, lateByMs) } : {};
  let relay = await startRelay({ port: 0, stateDir, ...bundle });
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

/** The worker's own bundle, with one line before it that puts its clock back. */
function lateBundle(dir: string, lateByMs: number): string {
  const path = join(dir, 'late-worker.js');
  const putBack = `{ const now = Date.now; Date.now = () => now() - ${lateByMs}; }`;
  writeFileSync(path, `${putBack}\n${readFileSync(inProject('build/worker/index.js'), 'utf8')}`);
  return path;
}
