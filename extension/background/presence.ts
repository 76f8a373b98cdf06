import { browser } from 'wxt/browser';
import { Absence, isToldMissed, leaves, noAbsence, returns, runs } from '../../shared/core/absence.ts';
import { msBetween } from '../../shared/model/time.ts';
import type { Picture } from '../data/messages.ts';
import type { Log, StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** The least that `idle` accepts is 15 s; a person who reads moves nothing for longer than that. */
const IDLE_AFTER_SECONDS = 60;
/** Who touches nothing for so long is taken to have left. */
const LEFT_AFTER_SECONDS = 120;
/** How far what is stored may lag behind: it only has to tell minutes from a night. */
const STORED_EVERY_MS = 30_000;

/** Whether somebody could be looking at this tab: it is its window's active one, that window has the focus, nobody is away. */
export async function canBeSeen(tabId: number): Promise<boolean> {
  try {
    const tab = await browser.tabs.get(tabId);
    if (!tab.active) return false;
    const window = await browser.windows.get(tab.windowId);
    return window.focused && (await browser.idle.queryState(IDLE_AFTER_SECONDS)) === 'active';
  } catch {
    // The tab closed meanwhile.
    return false;
  }
}

type IdleState = 'active' | 'idle' | 'locked';

/** How the machine is used now. */
export const idleState = (): Promise<IdleState> => browser.idle.queryState(LEFT_AFTER_SECONDS);

export const isSomebodyThere = async (): Promise<boolean> => (await idleState()) === 'active';

/** Registers for people who leave and return; call synchronously at the top of the background. */
export function listenForPresence(heard: (state: IdleState) => void): void {
  browser.idle.setDetectionInterval(LEFT_AFTER_SECONDS);
  browser.idle.onStateChanged.addListener(heard);
}

/** Whether the person of this browser was away and has not been told yet what they missed. */
export interface Presence {
  readonly away: () => Picture['away'];
  /** The browser runs: call at every event and paint. */
  readonly runs: () => Promise<void>;
  readonly heard: (state: IdleState) => Promise<void>;
  /** The person has seen what they missed. */
  readonly seen: () => Promise<void>;
  readonly clear: () => Promise<void>;
}

export interface PresencePorts {
  readonly kept: Stored<Absence>;
  /** Relay time, ISO. */
  readonly now: () => string;
  /** Whether the relay confirms that time. */
  readonly isSure: () => boolean;
  readonly log: Log;
}

export function storedAbsence(area: StorageArea): Stored<Absence> {
  return stored(area, 'absence', Absence, noAbsence);
}

/** Goes on with what is stored: sleep, a closed browser and a dead worker all look like a gap from here. */
export async function createPresence({ kept, now, isSure, log }: PresencePorts): Promise<Presence> {
  let absence = await kept.load();
  let saved = absence;

  async function change(next: Absence): Promise<void> {
    absence = next;
    if (!isWorthStoring(saved, next)) return;
    saved = next;
    try {
      await kept.save(next);
    } catch (error) {
      // It is asked at every start and event, and a full disk must stop none of them.
      log('absence.unstored', { name: error instanceof Error ? error.name : 'unknown' });
    }
  }

  return {
    away: () => {
      const { from, until } = absence;
      return from === null || until === null ? null : { from, until };
    },
    runs: () => change(runs(absence, now(), isSure())),
    heard: (state) =>
      change(state === 'active' ? returns(absence, now()) : leaves(absence, sinceWhen(state, now()))),
    seen: () => change(isToldMissed(absence)),
    async clear() {
      absence = saved = noAbsence;
      await kept.clear();
    },
  };
}

function sinceWhen(state: 'idle' | 'locked', now: string): string {
  return state === 'locked' ? now : new Date(Date.parse(now) - LEFT_AFTER_SECONDS * 1_000).toISOString();
}

function isWorthStoring(saved: Absence, next: Absence): boolean {
  const { ranAt } = saved;
  if (JSON.stringify({ ...next, ranAt }) !== JSON.stringify(saved)) return true;
  if (ranAt === null || next.ranAt === null) return ranAt !== next.ranAt;
  return Math.abs(msBetween(ranAt, next.ranAt)) >= STORED_EVERY_MS;
}
