import { beforeEach, describe, expect, it } from 'vitest';
import { snooze } from '../../../shared/core/attention.ts';
import { incident, resolved } from './support/examples.ts';
import { down, grave, Profile, said, searchDown } from './support/notified-profile.ts';

let profile: Profile;
beforeEach(() => {
  profile = new Profile();
});

describe('an incident on that rung of the ladder', () => {
  it('has its notification after ten seconds, in which its bar could have been displayed', async () => {
    await profile.have(down());
    await profile.wait(9_999);
    expect(profile.onScreen).toBeNull();
    await profile.wait(1);
    expect(profile.onScreen).toEqual({
      title: 'Checkout is down since 14:00.',
      body: 'Nobody can pay.',
      gotIt: 'Got it',
      details: 'Details',
      asksAcknowledgement: false,
    });
  });

  it('has one although the disk is full', async () => {
    profile.storage.isFull = true;
    await profile.worker.show().catch(() => undefined);
    profile.incidents = [grave()];
    await profile.worker.show().catch(() => undefined);
    profile.time.sleep(10_000);
    await profile.worker.show().catch(() => undefined);
    expect(profile.seen).toEqual(['news: Checkout is down since 14:00.']);
  });

  it('asks for a "Got it" on the highest rung', async () => {
    await profile.tell(grave());
    expect(profile.onScreen?.asksAcknowledgement).toBe(true);
  });

  it('has none where it is less urgent', async () => {
    await profile.tell(incident());
    expect(profile.seen).toEqual([]);
  });

  it.each(['displayed', 'opened'] as const)('has none where it was %s meanwhile', async (stage) => {
    await profile.have(down());
    await profile.met(stage);
    await profile.wait(60_000);
    expect(profile.seen).toEqual([]);
  });

  it('has one although it was delivered: that is no evidence that anybody met it', async () => {
    await profile.have(down());
    await profile.met('delivered');
    await profile.wait(10_000);
    expect(profile.onScreen).not.toBeNull();
  });

  it('has one although an earlier revision was displayed', async () => {
    await profile.have(down());
    await profile.met('displayed');
    await profile.tell(down({ revision: 2, materialRevision: 2 }));
    expect(profile.seen).toEqual(['news: Checkout is down since 14:00.']);
  });

  it('has one for each material revision, and none for a typo', async () => {
    await profile.tell(down());
    await profile.tell(down({ revision: 2 }));
    expect(profile.seen).toHaveLength(1);
    await profile.tell(down({ revision: 3, materialRevision: 3 }));
    expect(profile.seen).toHaveLength(2);
  });

  it('shows of a long update as much as a notification holds, and cuts no letter in two', async () => {
    await profile.tell(down({ updates: said('👩‍🚒'.repeat(300)) }));
    expect(profile.onScreen?.body).toBe(`${'👩‍🚒'.repeat(199)}…`);
  });
});

describe('several incidents', () => {
  it('share one notification that names the gravest', async () => {
    await profile.have(grave());
    await profile.wait(8_000);
    await profile.have(searchDown, grave());
    await profile.wait(20_000);
    expect(profile.seen).toEqual(['news: Checkout is down since 14:00.']);
    expect(profile.onScreen?.body).toBe('Nobody can pay.\nand 1 more');
  });

  it('name what is new first, and count what stands there already', async () => {
    await profile.tell(grave());
    await profile.tell(grave(), searchDown);
    expect(profile.onScreen?.title).toBe('Search is down since 14:00.');
    expect(profile.onScreen?.body).toContain('and 1 more');
    expect(profile.onScreen?.asksAcknowledgement).toBe(true);
  });

  it('leave the others in silence where one is settled', async () => {
    await profile.tell(down(), searchDown);
    profile.changes = { own: { acknowledged: { inc_1: 1 } } };
    await profile.worker.show();
    expect(profile.seen.at(-1)).toBe('change: Search is down since 14:00.');
    expect(profile.onScreen?.body).toBe('Nobody can pay.');
  });
});

describe('a notification goes', () => {
  beforeEach(() => profile.tell(down()));

  it.each<[string, () => void]>([
    ['somebody said "Got it" anywhere', () => (profile.changes = { own: { acknowledged: { inc_1: 1 } } })],
    [
      'it was put off',
      () => (profile.changes = { attention: snooze({ snoozed: {}, reopened: {} }, down()) }),
    ],
    ['it is over', () => (profile.incidents = [resolved()])],
    ['its incident is shown no more', () => (profile.incidents = [])],
  ])('where %s, also for a worker that did not show it', async (_, happens) => {
    expect(profile.onScreen).not.toBeNull();
    profile.start();
    happens();
    await profile.worker.show();
    expect(profile.onScreen).toBeNull();
  });

  it('where it is read in the popup, and not where a bar was merely displayed', async () => {
    await profile.met('displayed');
    expect(profile.onScreen).not.toBeNull();
    await profile.met('opened');
    expect(profile.onScreen).toBeNull();
  });

  it('where this browser is unpaired, which forgets what was told', async () => {
    await profile.worker.clear();
    expect(profile.onScreen).toBeNull();
    expect(profile.storage.items.has('notifications')).toBe(false);
  });

  it('also while this browser is cut off', async () => {
    profile.link = 'stale';
    profile.changes = { own: { acknowledged: { inc_1: 1 } } };
    await profile.worker.show();
    expect(profile.onScreen).toBeNull();
  });
});

describe('what the person has met', () => {
  const hasMet = (id = 'inc_1', revision = 1) => profile.worker.hasMet(id, revision);

  it.each(['displayed', 'opened'] as const)('is what was %s, in that revision', async (stage) => {
    await profile.have(down({ revision: 2 }));
    expect(await hasMet()).toBe(false);
    await profile.met(stage);
    expect([await hasMet(), await hasMet('inc_1', 2)]).toEqual([true, false]);
  });

  it('is not what was delivered, nor what a notification counted or named without its words', async () => {
    await profile.met('delivered');
    expect(await hasMet()).toBe(false);
    await profile.tell(grave(), searchDown);
    expect([await hasMet(), await hasMet('inc_2')]).toEqual([true, false]);
    profile = new Profile();
    await profile.tell(grave({ isRestricted: true }));
    expect(await hasMet()).toBe(false);
  });

  it('is not what took a place on the screen in silence', async () => {
    await profile.tell(down(), searchDown);
    profile.changes = { own: { acknowledged: { inc_1: 1 } } };
    await profile.worker.show();
    expect(await hasMet('inc_2')).toBe(false);
  });
});

describe('an incident for named audiences', () => {
  it('is told without a word of it, since others see the screen', async () => {
    await profile.tell(grave({ isRestricted: true }), searchDown);
    expect(profile.onScreen).toEqual({
      title: 'An incident for named audiences.',
      body: 'Open Masthead to read it.\nand 1 more',
      gotIt: null,
      details: 'Details',
      asksAcknowledgement: true,
    });
  });
});

describe('nobody is told', () => {
  it('without the permission, and of what is live when it is given', async () => {
    profile.isAllowed = false;
    await profile.tell(down());
    expect(profile.seen).toEqual([]);
    profile.isAllowed = true;
    await profile.worker.show();
    await profile.wait(10_000);
    expect(profile.seen).toHaveLength(1);
  });

  it('while nobody is there, and once on return, with as long for the bar as ever', async () => {
    profile.isSomebodyThere = false;
    await profile.tell(down());
    await profile.wait(600_000);
    await profile.tell(down({ revision: 2, materialRevision: 2 }), searchDown);
    expect(profile.seen).toEqual([]);
    profile.isSomebodyThere = true;
    await profile.worker.show();
    await profile.wait(9_999);
    expect(profile.seen).toEqual([]);
    await profile.wait(60_000);
    expect(profile.seen).toHaveLength(1);
    expect(profile.onScreen?.body).toContain('and 1 more');
  });

  it('by a browser that is cut off: what it knows may be over', async () => {
    profile.link = 'stale';
    await profile.tell(down());
    await profile.worker.show();
    expect(profile.seen).toEqual([]);
    profile.link = 'current';
    await profile.worker.show();
    expect(profile.seen).toHaveLength(1);
  });
});

describe('a worker that dies', () => {
  it('goes on with the wait of the one before', async () => {
    await profile.have(down());
    await profile.wait(4_000);
    profile.time.killTimers();
    profile.start();
    await profile.wait(5_000);
    await profile.worker.show();
    await profile.wait(999);
    expect(profile.seen).toEqual([]);
    await profile.wait(1);
    expect(profile.seen).toHaveLength(1);
  });

  it('tells nobody twice', async () => {
    await profile.tell(down());
    profile.start();
    await profile.worker.show();
    await profile.wait(60_000);
    expect(profile.seen).toHaveLength(1);
  });

  it('does not take a clock that was set, or a night, for a wait', async () => {
    await profile.have(down());
    profile.time.killTimers();
    profile.start();
    profile.time.setWallBy(8 * 3_600_000);
    await profile.worker.show();
    expect(profile.seen).toEqual([]);
    await profile.wait(10_000);
    expect(profile.seen).toHaveLength(1);
  });
});

describe('the ledger', () => {
  it('lets go of incidents that are shown no more', async () => {
    await profile.tell(down());
    await profile.have();
    expect(profile.storage.items.get('notifications')).toEqual({
      told: {},
      waiting: {},
      shown: [],
      met: {},
      named: null,
    });
  });

  it('keeps who was told while it is not certain what there is', async () => {
    await profile.tell(down());
    profile.link = 'stale';
    await profile.have();
    profile.link = 'current';
    await profile.tell(down());
    expect(profile.seen).toEqual(['news: Checkout is down since 14:00.']);
  });

  it('is not written where nothing changed', async () => {
    await profile.tell(down());
    const writes = profile.storage.writes.length;
    await profile.worker.show();
    expect(profile.storage.writes).toHaveLength(writes);
  });
});
