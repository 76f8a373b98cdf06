import { describe, expect, it } from 'vitest';
import { answer, type AnswerPorts } from '../../../extension/background/answers.ts';
import type { Request } from '../../../extension/data/messages.ts';

/** All of the background that these requests reach. */
function background() {
  const loadedInto: number[] = [];
  const ports: Pick<AnswerPorts, 'announcer' | 'loadSpotFinder'> = {
    announcer: { claim: async (tabId, subjects) => subjects.map(({ id }) => ({ id, isAlert: tabId === 7 })) },
    loadSpotFinder: async (tabId) => void loadedInto.push(tabId),
  };
  const ask = (request: Request, tabId: number | null) =>
    answer({ request, tabId, pageUrl: null }, ports as AnswerPorts);
  return { ask, loadedInto };
}

describe('what finds a spot in the page', () => {
  it('is loaded into the tab that asks for it and no other', async () => {
    const { ask, loadedInto } = background();
    await ask({ type: 'load_spot_finder' }, 7);
    await ask({ type: 'load_spot_finder' }, null);
    expect(loadedInto).toEqual([7]);
  });
});

describe('a claim to say something aloud', () => {
  const claim: Request = {
    type: 'claim_announcements',
    incidents: [{ id: 'inc_1', materialRevision: 1 }],
  };

  it('is decided for the tab that it comes from', async () => {
    expect(await background().ask(claim, 7)).toEqual([{ id: 'inc_1', isAlert: true }]);
  });

  it('is not heard from outside of tabs', async () => {
    expect(await background().ask(claim, null)).toBeNull();
  });
});
