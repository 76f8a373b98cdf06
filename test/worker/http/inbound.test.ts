import { describe, expect, it } from 'vitest';
import { limits } from '../../../shared/protocol/limits.ts';
import { sha256Hex } from '../../../worker/auth/hash.ts';
import { seal } from '../../../worker/auth/seal.ts';
import type { Env } from '../../../worker/env.ts';
import { replyResponse } from '../../../worker/http/reply.ts';
import { receiveInbound } from '../../../worker/http/routes/inbound.ts';
import type { HubForSources } from '../../../worker/hub/hub-api.ts';

const RELAY_KEY = 'A'.repeat(43);
const TOKEN = 'harbour-light-token-0001';
const KEY = 'path-key-of-the-source';

type Stored = Parameters<HubForSources['storeInbound']>[0];

/** A hub that knows one Alertmanager, and remembers what it was asked to do. */
async function hubWithOneSource(over: Partial<HubForSources> = {}) {
  const stored: Stored[] = [];
  const refused: string[] = [];
  const keyHash = await sha256Hex(KEY);
  const sealedSecrets = [await seal(RELAY_KEY, 'src_am', TOKEN)];
  const hub: HubForSources = {
    findSource: async (kind, hash) =>
      kind === 'alertmanager' && hash === keyHash ? { sourceId: 'src_am', sealedSecrets } : null,
    storeInbound: async (event) => {
      const isKnown = stored.some((before) => before.dedupeKey === event.dedupeKey);
      if (!isKnown) stored.push(event);
      return isKnown ? 'known' : 'stored';
    },
    noteRefused: async (sourceId) => void refused.push(sourceId),
    ...over,
  };
  return { hub, stored, refused };
}

interface Webhook {
  readonly source?: string;
  readonly key?: string;
  readonly body?: RequestInit['body'];
  readonly headers?: Record<string, string>;
}

async function post(
  hub: HubForSources,
  { source = 'alertmanager', key = KEY, body = '{}', headers }: Webhook = {},
) {
  const request = new Request(`https://relay.example.com/inbound/${source}/${key}`, {
    method: 'POST',
    body,
    headers: headers ?? { Authorization: `Bearer ${TOKEN}` },
  });
  const env = { MASTHEAD_KEY: RELAY_KEY } as Env;
  const response = replyResponse(await receiveInbound(request, { source, key }, env, (ask) => ask(hub)));
  const text = await response.text();
  return {
    status: response.status,
    code: text === '' ? null : JSON.parse(text).code,
    retryAfter: response.headers.get('Retry-After'),
  };
}

/** As many bytes as wanted, in pieces, so that no length is told beforehand. */
function stream(bytes: number): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(16 * 1024).fill(0x20);
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes) return controller.close();
      controller.enqueue(piece.slice(0, Math.min(piece.length, bytes - sent)));
      sent += piece.length;
    },
  });
}

describe('a webhook', () => {
  it('is stored as it came and answered with 202', async () => {
    const { hub, stored } = await hubWithOneSource();
    expect(await post(hub, { body: '{"odd":  "spaces"}\n' })).toMatchObject({ status: 202, code: null });
    expect(stored).toMatchObject([{ sourceId: 'src_am', body: '{"odd":  "spaces"}\n' }]);
  });

  it('is answered with 202 again when it is repeated, and stored once', async () => {
    const { hub, stored } = await hubWithOneSource();
    await post(hub);
    expect(await post(hub)).toMatchObject({ status: 202 });
    expect(stored).toHaveLength(1);
  });

  it.each(['not JSON', '', '[1,2', '{"status":"smouldering"}'])(
    'is stored and answered with 202 though nobody can read it: %j',
    async (body) => {
      const { hub, stored } = await hubWithOneSource();
      expect(await post(hub, { body })).toMatchObject({ status: 202 });
      expect(stored).toMatchObject([{ body }]);
    },
  );

  it.each([
    ['an unknown kind', { source: 'carrier-pigeon' }],
    ['a kind by the name of an inherited property', { source: 'constructor' }],
    ['an unknown key', { key: 'another-key' }],
    ['the key of another kind', { source: 'pagerduty' }],
  ])('is answered with 404 under %s, without a word on which it was', async (_what, webhook) => {
    const { hub, stored, refused } = await hubWithOneSource();
    expect(await post(hub, webhook)).toMatchObject({ status: 404, code: 'not_found' });
    expect({ stored, refused }).toEqual({ stored: [], refused: [] });
  });

  it('is answered with 401 and counted where its proof is wrong', async () => {
    const { hub, stored, refused } = await hubWithOneSource();
    const headers = { Authorization: 'Bearer wrong' };
    expect(await post(hub, { headers })).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect({ stored, refused }).toEqual({ stored: [], refused: ['src_am'] });
  });

  it('is answered with 401 where its source has no secret yet', async () => {
    const { hub } = await hubWithOneSource({
      findSource: async () => ({ sourceId: 'src_am', sealedSecrets: [] }),
    });
    expect(await post(hub)).toMatchObject({ status: 401 });
  });

  it('may be as large as the limit and not a byte larger, also where it tells no length', async () => {
    const { hub, stored } = await hubWithOneSource();
    expect(await post(hub, { body: ' '.repeat(limits.inboundBytes) })).toMatchObject({ status: 202 });
    expect(await post(hub, { body: ' '.repeat(limits.inboundBytes + 1) })).toMatchObject({
      status: 413,
      code: 'body_too_large',
    });
    expect(await post(hub, { body: stream(limits.inboundBytes + 1) })).toMatchObject({ status: 413 });
    expect(stored).toHaveLength(1);
  });

  it.each(['findSource', 'storeInbound'] as const)(
    'is answered with 503 and a time to come back where the hub fails at %s',
    async (step) => {
      const overloaded = Object.assign(new Error('too many requests queued'), { overloaded: true });
      const { hub } = await hubWithOneSource({ [step]: () => Promise.reject(overloaded) });
      const answer = await post(hub);
      expect(answer).toMatchObject({ status: 503, code: 'overloaded' });
      expect(Number(answer.retryAfter)).toBeGreaterThan(0);
    },
  );
});
