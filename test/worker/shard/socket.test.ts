import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import { type Browser, connect, connectSilently, pongOf, until } from '../browser.ts';
import { open, organise, pass, person, shardOf, useRelay } from '../relay.ts';

useRelay();

const ben = person('ben');

describe('a socket', () => {
  const closing = async (browser: Browser) => until(() => expect(browser.closeCode).not.toBeNull());

  it('that says no hello is closed after ten seconds, and no sooner', async () => {
    const browser = await connectSilently(ben);
    const shard = await shardOf();
    pass(9_999);
    await runDurableObjectAlarm(shard);
    expect(browser.closeCode).toBeNull();
    pass(1);
    await runDurableObjectAlarm(shard);
    await closing(browser);
    expect(browser.closeCode).toBe(4400);
  });

  it('that says no hello is closed by a shard that slept too', async () => {
    const browser = await connectSilently(ben);
    const shard = await shardOf();
    await evictDurableObject(shard);
    pass(10_000);
    await runDurableObjectAlarm(shard);
    await closing(browser);
    expect(browser.closeCode).toBe(4400);
  });

  it('that the browser closes is let go, and the others are served on', async () => {
    await organise();
    const [gone, stays] = [await connect(ben), await connect(person('cat'))];
    gone.socket.close(1000, 'bye');
    await until(() => expect(gone.closeCode).not.toBeNull());
    const { id } = await open('Cards refused');
    await until(() => expect(stays.state.view.incidents.map((incident) => incident.id)).toEqual([id]));
    expect(gone.of('incident')).toEqual([]);
  });

  it('older than twelve hours is asked to come back', async () => {
    const browser = await connect(ben);
    pass(12 * 3_600_000);
    await runDurableObjectAlarm(await shardOf());
    await closing(browser);
    expect(browser.closeCode).toBe(4008);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no type', '{}'],
    ['a cursor that is none', '{"type":"hello","cursor":7}'],
    ['bytes', new Uint8Array([1, 2, 3]).buffer],
    ['more than 4 KiB', JSON.stringify({ type: 'later', text: 'x'.repeat(4_096) })],
  ])('that sends %s is closed', async (_name, frame) => {
    const browser = await connect(ben);
    browser.socket.send(frame);
    await closing(browser);
    expect(browser.closeCode).toBe(4400);
  });

  it('may say what a newer client says', async () => {
    const browser = await connect(ben);
    browser.socket.send('{"type":"later"}');
    browser.hello();
    await until(() => expect(browser.of('resume')).toHaveLength(1));
    expect(browser.closeCode).toBeNull();
  });

  it('may say hello six times a minute', async () => {
    const browser = await connect(ben);
    for (let n = 2; n <= 6; n += 1) {
      browser.hello();
      await until(() => expect(browser.of('resume')).toHaveLength(n - 1));
    }
    pass(60_000);
    browser.hello();
    await until(() => expect(browser.of('resume')).toHaveLength(6));
    for (let n = 0; n < 6; n += 1) browser.hello();
    await closing(browser);
    expect(browser.closeCode).toBe(4400);
  });

  it('may send thirty frames a minute, counted while the shard sleeps too', async () => {
    const browser = await connect(ben);
    for (let n = 0; n < 29; n += 1) browser.socket.send('{"type":"later"}');
    expect(await pongOf(browser)).toMatch(/^pong:/);
    expect(browser.closeCode).toBeNull();
    await evictDurableObject(await shardOf());
    browser.socket.send('{"type":"later"}');
    await closing(browser);
    expect(browser.closeCode).toBe(4400);
  });
});
