import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ClientMessage } from '../../shared/protocol/client-message.ts';
import { pongText, readServerMessage, ServerMessage } from '../../shared/protocol/server-message.ts';
import { hostileText } from '../support/arbitraries.ts';
import { START } from '../support/builders.ts';
import { holds } from '../support/property.ts';

/*
 * The golden frames are the wire as it was when it was first spoken. Extensions are updated weeks after the relay: a
 * change here that breaks one of them needs a new sub-protocol, not another golden frame.
 */
const folder = new URL('golden/', import.meta.url);
const golden = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'hello.json')
  .map((name): [string, string] => [name, readFileSync(new URL(name, folder), 'utf8')]);
const goldenOf = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

describe('golden frames', () => {
  it('exist for every type of message', () => {
    const types = golden.map(([, text]): string => JSON.parse(text).type);
    const known = ServerMessage.options.map((option) => option.entries.type.literal);
    expect(new Set(types)).toEqual(new Set<string>(known));
  });

  it.each(golden)('%s is read without loss', (_, text) => {
    const reading = readServerMessage(text);
    expect(reading).toEqual({ kind: 'message', message: JSON.parse(text) });
    expect(reading.kind === 'message' && readServerMessage(JSON.stringify(reading.message))).toEqual(reading);
  });

  it('of the client is read by the relay', () => {
    expect(v.parse(ClientMessage, goldenOf('hello'))).toEqual(goldenOf('hello'));
    expect(v.is(ClientMessage, { type: 'hello', cursor: null })).toBe(true);
  });
});

describe('a newer relay', () => {
  it('may send types that this build does not know', () => {
    expect(readServerMessage('{"type":"weather","sunny":true}')).toEqual({ kind: 'unknown' });
    expect(readServerMessage('{"type":"constructor"}')).toEqual({ kind: 'unknown' });
  });

  it('may send fields that this build does not know: they are dropped', () => {
    const frame = goldenOf('incident');
    const newer = { ...frame, weather: 'fair', incident: { ...frame.incident, mood: 'grim' } };
    expect(readServerMessage(JSON.stringify(newer))).toEqual({ kind: 'message', message: frame });
  });

  it('may send words that this build does not know: none frightens, none soothes', () => {
    const frame = goldenOf('incident');
    const [service] = frame.incident.services;
    const newer = {
      ...frame,
      incident: {
        ...frame.incident,
        severity: 'sev0',
        phase: 'postmortem',
        services: [{ ...service, impact: 'on_fire' }],
      },
    };
    expect(readServerMessage(JSON.stringify(newer))).toMatchObject({
      message: {
        incident: {
          severity: 'sev3',
          phase: 'investigating',
          services: [{ impact: 'degraded_performance' }],
        },
      },
    });
  });
});

describe('what a newer relay tells of one person', () => {
  const message = goldenOf('own-choices');
  const read = (over: object) => {
    const reading = readServerMessage(JSON.stringify({ ...message, own: { ...message.own, ...over } }));
    if (reading.kind !== 'message' || reading.message.type !== 'own') throw new Error(reading.kind);
    return reading.message.own;
  };

  it('may be a way or a severity that this build does not know: the person is told more, not less', () => {
    const subscription = { ...message.own.subscription, leastSeverity: 'sev0', most: 'siren', mood: 'grim' };
    expect(read({ subscription }).subscription).toEqual({
      ...message.own.subscription,
      leastSeverity: 'sev4',
      most: 'acknowledgement',
    });
  });

  it.each([
    ['without a zone', { timeZone: undefined }],
    ['on days', { days: [1, 8] }],
    ['at hours', { from: 'dusk' }],
  ])('may be quiet hours %s that this build cannot follow: then there are none', (_, over) => {
    const { subscription } = message.own;
    const quietHours = { ...subscription.quietHours, ...over };
    expect(read({ subscription: { ...subscription, quietHours } }).subscription).toEqual({
      ...subscription,
      quietHours: null,
    });
  });

  it('may be a signal that this build does not know: it is passed over', () => {
    expect(read({ signals: { inc_1: 'delighted', inc_2: 'affected' } }).signals).toEqual({
      inc_2: 'affected',
    });
  });
});

describe('what is no message', () => {
  it.each([
    '',
    'null',
    '[]',
    '"resume"',
    '{}',
    '{"type":7}',
    '{"type":"resume"}',
    '{"type":"removed","id":"inc_1","position":{"epoch":"e","offset":-1},"after":0}',
    '{"type":"removed","id":"inc_1","position":{"epoch":"e","offset":1.5},"after":0}',
    '{"type":"removed","id":"inc_1","position":{"epoch":"a:b","offset":1},"after":0}',
    '{"type":"own","own":{"acknowledged":{"inc_1":"3"}}}',
    '{"type":"own"',
    '[['.repeat(20_000),
  ])('%j is malformed', (text) => {
    expect(readServerMessage(text)).toEqual({ kind: 'malformed' });
  });

  it('never makes the reader throw', () => {
    const nearly = fc
      .tuple(fc.constantFrom(...golden.map(([, text]) => text)), fc.nat(), hostileText)
      .map(([text, place, noise]) => {
        const cut = place % text.length;
        return text.slice(0, cut) + noise + text.slice(cut + noise.length);
      });
    const anyJson = fc.json();
    holds(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), anyJson, nearly, hostileText), (text) => {
        expect(['message', 'pong', 'unknown', 'malformed']).toContain(readServerMessage(text).kind);
      }),
    );
  });
});

describe('the answer to a ping', () => {
  it('carries position and time there and back', () => {
    holds(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/), fc.maxSafeNat(), (epoch, offset) => {
        const position = { epoch, offset };
        expect(readServerMessage(pongText(position, START))).toEqual({
          kind: 'pong',
          position,
          vouchedAt: START,
        });
      }),
    );
  });

  it('has not changed', () => {
    expect(pongText({ epoch: 'Zk3_', offset: 12 }, START)).toBe('pong:Zk3_:12:2026-11-24T14:00:00.000Z');
  });

  it.each([
    'pong:',
    'pong:e1',
    'pong:e1:5',
    'pong:e1::2026-11-24T14:00:00.000Z',
    'pong:e1:-1:2026-11-24T14:00:00.000Z',
    'pong:e1:0x5:2026-11-24T14:00:00.000Z',
    'pong:e1: 5:2026-11-24T14:00:00.000Z',
    'pong::5:2026-11-24T14:00:00.000Z',
    'pong:e1:99999999999999999999:2026-11-24T14:00:00.000Z',
    'pong:e1:5:soon',
    'pong:e1:5:2026-11-24T14:00:00.000Z:more',
  ])('"%s" is malformed', (text) => {
    expect(readServerMessage(text)).toEqual({ kind: 'malformed' });
  });
});
