import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestRelay, type TestRelay } from './support/relay.ts';

let relay: TestRelay;
beforeAll(async () => {
  relay = await startTestRelay();
});
afterAll(() => relay?.discard());

it.each([1000, 4000])(
  'a socket that its client closes with %i is closed in turn, and at once',
  async (code) => {
    const answer = await fetch(`${relay.url}/api/v1/stream/tickets`, {
      method: 'POST',
      headers: { authorization: `Bearer ${relay.credentials.stakeholder}` },
    });
    const { ticket, url } = (await answer.json()) as { ticket: string; url: string };
    const socket = new WebSocket(url, ['masthead.v1', `ticket.${ticket}`]);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'hello', cursor: null }));
    await once(socket, 'message');
    socket.close(code);
    // Without an answer to its close frame the library gives up after 30 s, with 1006.
    const [closedWith] = await once(socket, 'close', { signal: AbortSignal.timeout(5_000) });
    expect(closedWith).toBe(code);
  },
);
