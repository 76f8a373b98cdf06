import { reset } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import type { TicketAnswer } from '../../../shared/protocol/answers.ts';
import { rateLimiter } from '../../../worker/http/rate-limiter.ts';
import { Browser, until } from '../browser.ts';
import { addServices, openIncident, ORIGIN, type Relay, startRelay } from '../http/relay.ts';
import { env, requestStream } from '../relay.ts';
import { closing } from '../revoking.ts';
import { type Codes, decide, PairedBrowser, signedIn } from './browser.ts';

let relay: Relay;
let paired: PairedBrowser;
beforeEach(async () => {
  rateLimiter.forgetAll();
  // The shards ask the one hub that they know.
  relay = await startRelay({ HUB: env.HUB, MASTHEAD_KEY: env.MASTHEAD_KEY ?? '' });
  await addServices(relay, 'checkout');
  paired = await PairedBrowser.paired(relay);
});
afterEach(() => reset());

async function connected(): Promise<Browser> {
  const bought = await paired.ask('POST', '/api/v1/stream/tickets');
  const { ticket } = await bought.json<TicketAnswer>();
  const { webSocket } = await requestStream(ticket);
  if (!webSocket) throw new Error('no socket');
  const browser = new Browser(webSocket, emptyClientState);
  browser.hello();
  await until(() => expect(browser.of('snapshot')).toHaveLength(1));
  return browser;
}

describe('the stream of a device', () => {
  it('tells what its person may read', async () => {
    const browser = await connected();
    await openIncident(relay, { title: 'Payments fail' });
    await until(() => expect(browser.of('incident')).toHaveLength(1));
  });

  it.each<[string, () => Promise<Response>]>([
    [
      'an admin revokes it',
      () => relay.ask('DELETE', `/api/v1/devices/${paired.tokens.device_id}`, { as: 'admin' }),
    ],
    [
      'its person disconnects it',
      async () => {
        const headers = { Cookie: await signedIn(relay, 'stakeholder'), Origin: ORIGIN };
        return relay.ask('POST', '/devices', { form: { id: paired.tokens.device_id }, headers });
      },
    ],
    ['it gives itself up', () => paired.post('/oauth/revoke', { token: paired.tokens.access_token })],
    [
      'its key is paired anew',
      async () => {
        const codes = await (await paired.start()).json<Codes>();
        await decide(relay, await signedIn(relay, 'stakeholder'), codes.user_code, 'connect');
        return paired.poll(codes.device_code);
      },
    ],
  ])('is closed with 4403 when %s, and silent from then on', async (_when, takeAway) => {
    const browser = await connected();
    expect((await takeAway()).status).toBeLessThan(400);
    await openIncident(relay, { title: 'Payments fail' });
    await closing(browser);
    expect(browser.closeCode).toBe(4403);
    expect(browser.texts).toHaveLength(1);
  });
});
