import { describe, expect, it } from 'vitest';
import { tabClosed } from '../../../extension/background/attend.ts';
import {
  hiddenSomewhere,
  hideInTab,
  type HiddenKeeper,
  storedHidden,
} from '../../../extension/background/hidden.ts';
import { incident } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

const somewhere = async (hidden: HiddenKeeper) => hiddenSomewhere(await hidden.load(), [incident()]);
const hide = (hidden: HiddenKeeper, tabId: number) =>
  hidden.change((all) => hideInTab(all, tabId, 'inc_1', 1));

/** Closes a tab; the number of times that the pages were told. */
async function close(hidden: HiddenKeeper, tabId: number): Promise<number> {
  let told = 0;
  await tabClosed(tabId, { hidden, tellPages: async () => void (told += 1) });
  return told;
}

describe('what is hidden in a tab', () => {
  it('is hidden nowhere once the tab is closed, and the pages are told', async () => {
    const hidden = storedHidden(new FakeStorage());
    await hide(hidden, 7);
    expect(await somewhere(hidden)).toEqual(['inc_1']);
    expect(await close(hidden, 7)).toBe(1);
    expect(await somewhere(hidden)).toEqual([]);
  });

  it('stays hidden when another tab is closed, which is no news', async () => {
    const hidden = storedHidden(new FakeStorage());
    await hide(hidden, 7);
    expect(await close(hidden, 8)).toBe(0);
    expect(await somewhere(hidden)).toEqual(['inc_1']);
  });

  it('is not lost where two tabs hide at once', async () => {
    const hidden = storedHidden(new FakeStorage());
    await Promise.all([hide(hidden, 7), hide(hidden, 8)]);
    expect(await hidden.load()).toEqual({ 7: { inc_1: 1 }, 8: { inc_1: 1 } });
  });

  it('can still be changed after a change that could not be kept', async () => {
    const area = new FakeStorage();
    const hidden = storedHidden(area);
    area.isFull = true;
    await expect(hide(hidden, 7)).rejects.toThrow('The disk is full.');
    area.isFull = false;
    await hide(hidden, 8);
    expect(await hidden.load()).toEqual({ 8: { inc_1: 1 } });
  });
});
