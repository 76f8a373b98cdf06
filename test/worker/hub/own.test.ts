import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { concernOf } from '../../../shared/core/concern.ts';
import { emptySubscription } from '../../../shared/model/subscription.ts';
import { closeCodes } from '../../../shared/protocol/close-code.ts';
import { Hub } from '../../../worker/hub/hub.ts';
import { Shard } from '../../../worker/hub/shard/shard.ts';
import { audience } from '../../support/builders.ts';
import { type Browser, connect, until } from '../browser.ts';
import {
  admin,
  at,
  done,
  hub,
  liaison,
  open,
  organise,
  pass,
  person,
  readingOf,
  shardNamed,
  useRelay,
} from '../relay.ts';

useRelay();

const [ann, ben, cat] = [person('ann'), person('ben'), person('cat')];
const chosen = { ...emptySubscription, services: ['checkout'], leastSeverity: 'sev2' as const };

const assign = (over: Parameters<typeof audience>[0]) =>
  done({ type: 'save_audience', audience: audience({ members: [ann.id], ...over }) }, admin);

beforeEach(() => organise());
afterEach(() => vi.restoreAllMocks());

/** Waits until this browser has heard a frame that everybody hears, and so has heard all before it. */
async function hearsNext(browser: Browser): Promise<void> {
  const before = browser.of('incident').length;
  await open('So that everybody hears something');
  await until(() => expect(browser.of('incident').length).toBeGreaterThan(before));
}

const changes: [string, (incidentId: string) => Promise<unknown>, object][] = [
  ['a subscription', () => hub().replaceSubscription(ben, chosen), { subscription: chosen }],
  ['a signal', (id) => hub().setSignal(ben, id, 'affected'), { signals: expect.anything() }],
];

describe.each(changes)('%s', (_, change, told) => {
  it('reaches all sockets of the person and nobody else', async () => {
    const { id } = await open('Cards refused');
    const [one, other, stranger] = [await connect(ben), await connect(ben), await connect(cat)];
    await change(id);
    await until(() => {
      for (const browser of [one, other]) expect(browser.of('own')).toMatchObject([{ own: told }]);
    });
    await hearsNext(stranger);
    expect(stranger.of('own')).toEqual([]);
    expect(stranger.state.own.subscription).toEqual(emptySubscription);
    expect(stranger.state.own.signals).toEqual({});
  });

  it('is told once, however often it is said', async () => {
    const { id } = await open('Cards refused');
    const browser = await connect(ben);
    await change(id);
    await change(id);
    await hearsNext(browser);
    expect(browser.of('own')).toHaveLength(1);
  });

  it('leaves every view as it was, byte for byte', async () => {
    const { id } = await open('Cards refused');
    const read = async () =>
      JSON.stringify(await Promise.all([ann, ben, liaison].map((one) => readingOf(one))));
    const before = await read();
    await change(id);
    expect(await read()).toBe(before);
  });

  it('is in the greeting of the next socket, after the hub was torn down', async () => {
    const { id } = await open('Cards refused');
    await change(id);
    await evictDurableObject(hub());
    expect((await connect(ben)).state.own).toMatchObject(told);
  });
});

describe('signals', () => {
  it('of incidents that the person may not read any more are not told', async () => {
    const { id } = await open('Cards refused');
    await hub().setSignal(ben, id, 'affected');
    expect((await connect(ben)).state.own.signals).toEqual({ [id]: 'affected' });
    await done({ type: 'set_incident_audiences', incidentId: id, audiences: ['board'] });
    const late = await connect(ben);
    expect(JSON.stringify(late.of('snapshot')[0]?.own)).not.toContain(id);
  });
});

describe('what an admin assigns', () => {
  it('reaches the members at once, in whichever view they are', async () => {
    const [member, outsider] = [await connect(ann), await connect(ben)];
    await assign({ services: ['checkout'], groups: ['Shop'] });
    await until(() =>
      expect(member.state.own.assigned).toEqual({ services: ['checkout'], groups: ['Shop'] }),
    );
    expect(member.closeCode).toBeNull();
    await hearsNext(outsider);
    expect(outsider.of('own')).toEqual([]);
  });

  it('reaches a liaison who becomes a member, and one who is none any more', async () => {
    await assign({ services: ['checkout'] });
    const browser = await connect(liaison);
    await assign({ services: ['checkout'], members: [ann.id, liaison.id] });
    await until(() => expect(browser.state.own.assigned?.services).toEqual(['checkout']));
    await assign({ services: ['checkout'] });
    await until(() => expect(browser.state.own.assigned?.services).toEqual([]));
    expect(browser.closeCode).toBeNull();
  });

  it('is not told again to those for whom it stays the same', async () => {
    await assign({ services: ['checkout'] });
    const browser = await connect(ann);
    await assign({ services: ['checkout'], members: [ann.id, ben.id] });
    await hearsNext(browser);
    expect(browser.of('own')).toEqual([]);
  });

  it('is found by who moved with the next ticket', async () => {
    await assign({ services: ['checkout'] });
    const browser = await connect(ben);
    await assign({ services: ['checkout'], members: [ann.id, ben.id] });
    await until(() => expect(browser.closeCode).toBe(4008));
    expect((await connect(ben)).state.own.assigned?.services).toEqual(['checkout']);
  });

  it('and what a group holds now makes an incident somebody’s without another word', async () => {
    await done({ type: 'save_service', service: { id: 'search', name: 'Search', group: 'Company' } }, admin);
    await assign({ groups: ['Company'] });
    const { id } = await open('Cards refused');
    const browser = await connect(ann);
    const concern = () => {
      const { view, own } = browser.state;
      const incident = view.incidents.find((one) => one.id === id);
      return incident && concernOf(incident, view, own);
    };
    expect(concern()).toBe('other');
    await done(
      { type: 'save_service', service: { id: 'checkout', name: 'Checkout', group: 'Company' } },
      admin,
    );
    await until(() => expect(concern()).toBe('mine'));
  });

  it('is told until the shard hears it', async () => {
    const browser = await connect(ann);
    const away = vi.spyOn(Shard.prototype, 'publish').mockRejectedValue(new Error('away'));
    await assign({ services: ['checkout'] });
    await until(() => expect(away).toHaveBeenCalled());
    away.mockRestore();
    pass(2_000);
    await runDurableObjectAlarm(hub());
    await until(() => expect(browser.state.own.assigned?.services).toEqual(['checkout']));
  });

  it('sends those away who cannot be told, so that the next greeting tells them', async () => {
    const browser = await connect(ann);
    const silent = vi.spyOn(Hub.prototype, 'readOwn').mockRejectedValue(new Error('away'));
    await assign({ services: ['checkout'] });
    await until(() => expect(browser.closeCode).toBe(closeCodes.tryAgainLater));
    silent.mockRestore();
    expect((await connect(ann)).state.own.assigned?.services).toEqual(['checkout']);
  });
});

describe('a choice of a service that is removed', () => {
  it('is told anew without it, to those who had chosen it', async () => {
    await done({ type: 'save_service', service: { id: 'search', name: 'Search' } }, admin);
    await hub().replaceSubscription(ben, { ...chosen, services: ['checkout', 'search'] });
    const [holder, other] = [await connect(ben), await connect(cat)];
    await done({ type: 'remove_service', id: 'search' }, admin);
    await until(() => expect(holder.state.own.subscription?.services).toEqual(['checkout']));
    await hearsNext(other);
    expect(other.of('own')).toEqual([]);
  });
});

it('an own message that comes while the shard asks is not undone by the older answer', async () => {
  const browser = await connect(ann);
  const { position, shard, view, viewKey } = await readingOf(ann);
  const change = {
    viewKey,
    shard,
    position,
    view,
    vouchedAt: at(),
    frames: [],
    own: {},
    retell: [],
    moved: [],
    revoked: [],
  };
  const newer = { acknowledged: {}, subscription: chosen };
  // Both in one turn: the hub, which knows nothing of the newer one, has been asked and has not answered yet.
  await runInDurableObject(shardNamed(shard), (instance) => {
    void (instance as unknown as Shard).publish({ ...change, retell: [ann.id] });
    void (instance as unknown as Shard).publish({ ...change, own: { [ann.id]: newer } });
  });
  await until(() => expect(browser.of('own')).toHaveLength(2));
  expect(browser.state.own.subscription).toEqual(chosen);
});
