import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Applied,
  applyPong,
  applyServerMessage,
  type ClientState,
  emptyClientState,
} from '../../shared/core/client-state.ts';
import type { ServerMessage } from '../../shared/protocol/server-message.ts';
import { script, stakeholder } from '../support/arbitraries.ts';
import { carryOut, organisation, START } from '../support/builders.ts';
import { holds } from '../support/property.ts';
import { conflated, resumeAt, snapshotAt, type Stream, streamOf } from '../support/relay-model.ts';

/** A stream of one to some twenty offsets. */
const stream: fc.Arbitrary<Stream> = fc.tuple(script, stakeholder).map(([steps, viewer]) => {
  const states = steps.map((_, count) => carryOut(organisation(), steps.slice(0, count + 1)).state);
  return streamOf([organisation(), ...states], viewer);
});

/** What the network does next. Numbers are taken modulo what there is. */
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('next' as const) }) },
  fc.record({ does: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ does: fc.constant('frame_of' as const), offset: fc.nat() }),
  fc.record({ does: fc.constant('pong_of' as const), offset: fc.nat() }),
  fc.record({ does: fc.constant('resume_of' as const), offset: fc.nat() }),
  fc.record({ does: fc.constant('hello' as const) }),
  fc.record({ does: fc.constant('restart' as const) }),
);

const text = (value: unknown) => JSON.stringify(value);
const startOf = (s: Stream) => applyServerMessage(emptyClientState, snapshotAt(s, 0)).state;
const last = (s: Stream) => s.views.length - 1;

/** What a relay at `offset` answers to the client's cursor. */
function hello(s: Stream, client: ClientState, offset: number): Applied {
  const isThere = client.cursor?.epoch === s.epoch && client.cursor.offset === offset;
  return applyServerMessage(client, isThere ? resumeAt(s, offset) : snapshotAt(s, offset));
}

function frameAt(s: Stream, offset: number): ServerMessage | null {
  return s.frames[offset] ?? null;
}

describe('a client on a bad network', () => {
  it('is never confirmed while it differs from what the relay vouches for, and ends where the relay is', () => {
    holds(
      fc.property(stream, fc.array(fault, { maxLength: 40 }), (s, faults) => {
        let client = startOf(s);
        let sent = 0;
        const take = ({ state, outcome }: Applied, vouchedFor: number) => {
          client = state;
          const isTheRelays = text(client.view) === text(s.views[vouchedFor]);
          expect(outcome === 'confirmed' && !isTheRelays).toBe(false);
        };
        const takeFrame = (offset: number) => {
          const frame = frameAt(s, offset);
          if (frame) take(applyServerMessage(client, frame), offset);
        };
        for (const step of faults) {
          const offset = 'offset' in step ? step.offset % s.views.length : sent;
          if (step.does === 'next') takeFrame((sent = Math.min(sent + 1, last(s))));
          if (step.does === 'lose') sent = Math.min(sent + step.count, last(s));
          if (step.does === 'frame_of') takeFrame(offset);
          if (step.does === 'pong_of') take(applyPong(client, { epoch: s.epoch, offset }, START), offset);
          // A shard that lags behind may well answer a cursor that lags as far.
          if (step.does === 'resume_of') take(applyServerMessage(client, resumeAt(s, offset)), offset);
          if (step.does === 'hello') take(hello(s, client, sent), sent);
          if (step.does === 'restart') client = JSON.parse(text(client));
        }
        const end = hello(s, client, last(s));
        expect(end.outcome).toBe('confirmed');
        expect(text(end.state.view)).toBe(text(s.views.at(-1)));
      }),
    );
  });

  it('takes frames that stand for several: nothing is missing after the last of them', () => {
    holds(
      fc.property(stream, fc.nat(), fc.nat(), (s, a, b) => {
        const [from, held] = [a % s.views.length, b % s.views.length].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        let client = applyServerMessage(emptyClientState, snapshotAt(s, held)).state;
        for (const frame of conflated(s, from, last(s))) {
          const applied = applyServerMessage(client, frame);
          expect(applied.outcome).toBe('none');
          client = applied.state;
        }
        expect(text(client.view)).toBe(text(s.views.at(-1)));
        expect(applyPong(client, { epoch: s.epoch, offset: last(s) }, START).outcome).toBe('confirmed');
      }),
    );
  });

  it('changes nothing when a frame comes twice or late', () => {
    holds(
      fc.property(stream, fc.nat(), (s, seed) => {
        let client = startOf(s);
        for (let offset = 1; offset < s.views.length; offset += 1) {
          client = applyServerMessage(client, frameAt(s, offset) as ServerMessage).state;
          const early = frameAt(s, 1 + (seed % offset)) as ServerMessage;
          expect(applyServerMessage(client, early)).toEqual({ state: client, outcome: 'none' });
          expect(text(client.view)).toBe(text(s.views[offset]));
        }
      }),
    );
  });

  it('mixes nothing of another history into what it holds', () => {
    holds(
      fc.property(stream, fc.nat(), (s, pick) => {
        const client = startOf(s);
        const frame = frameAt(s, pick % s.views.length);
        if (!frame || !('position' in frame)) return;
        const foreign = { ...frame, position: { ...frame.position, epoch: 'e2' } };
        expect(applyServerMessage(client, foreign)).toEqual({ state: client, outcome: 'gap' });
        expect(applyPong(client, foreign.position, START).outcome).toBe('gap');
      }),
    );
  });
});
