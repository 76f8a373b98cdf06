import { browser } from 'wxt/browser';

/** The part of `browser.alarms` that is used. */
export interface Alarms {
  get(name: string): Promise<unknown>;
  create(name: string, info: { periodInMinutes: number }): Promise<void> | void;
  clear(name: string): Promise<boolean>;
}

const FLOOR = 'floor';
/** Half a minute, the least that browsers allow. */
const FLOOR_MINUTES = 0.5;

/**
 * The floor under everything: an alarm that restarts a dead worker. Alarms can vanish, so this is asked at every start; one
 * that exists is left alone, since creating it over again at each start would defer it for ever.
 */
export async function ensureFloor(alarms: Alarms): Promise<void> {
  if (!(await alarms.get(FLOOR))) await alarms.create(FLOOR, { periodInMinutes: FLOOR_MINUTES });
}

export async function removeFloor(alarms: Alarms): Promise<void> {
  await alarms.clear(FLOOR);
}

/**
 * Registers every event that shows the browser to be alive; call synchronously at the top of the background. After sleep,
 * a lost network or a start of the browser the link is looked at urgently.
 */
export function listenForWakeups(wake: (how: 'calmly' | 'urgently') => void): void {
  browser.alarms.onAlarm.addListener(() => wake('calmly'));
  browser.tabs.onActivated.addListener(() => wake('calmly'));
  browser.windows.onFocusChanged.addListener(() => wake('calmly'));
  browser.runtime.onStartup.addListener(() => wake('urgently'));
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'active') wake('urgently');
  });
  globalThis.addEventListener('online', () => wake('urgently'));
}
