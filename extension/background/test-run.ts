import * as v from 'valibot';
import type { TestRun } from '../../shared/core/test-incident.ts';
import { addMinutes } from '../../shared/model/time.ts';
import type { StorageArea, Timers } from './ports.ts';
import { type Stored, stored } from './stored.ts';

const LASTS_MINUTES = 1;
const KeptRun = v.nullable(v.object({ from: v.string(), until: v.string() }));

/** The test incident that a person asked to see in this browser. */
export interface TestRuns {
  readonly current: () => TestRun | null;
  readonly begin: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export interface TestRunPorts {
  readonly kept: Stored<TestRun | null>;
  /** Relay time, ISO. */
  readonly now: () => string;
  readonly timers: Timers;
  readonly repaint: () => Promise<void>;
}

/** For as long as the browser runs: no test lasts longer. */
export function storedTestRun(sessionArea: StorageArea): Stored<TestRun | null> {
  return stored(sessionArea, 'test', KeptRun, null);
}

/** One that began in an earlier life goes on until its time is over, which shows by itself whenever something is painted. */
export async function loadTestRuns({ kept, now, timers, repaint }: TestRunPorts): Promise<TestRuns> {
  let current = await kept.load();
  let cancelEnd = () => {};

  async function set(next: TestRun | null): Promise<void> {
    cancelEnd();
    current = next;
    await (next ? kept.save(next) : kept.clear());
    await repaint();
  }
  const endIn = (ms: number) => {
    cancelEnd = timers.after(ms, () => {
      // Where it cannot be cleared, its time is over all the same.
      set(null).catch(() => undefined);
    });
  };

  if (current) endIn(Math.max(0, Date.parse(current.until) - Date.parse(now())));
  return {
    current: () => current,
    async begin() {
      const from = now();
      await set({ from, until: addMinutes(from, LASTS_MINUTES) });
      endIn(LASTS_MINUTES * 60_000);
    },
    async end() {
      if (current) await set(null);
    },
  };
}
