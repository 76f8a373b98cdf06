import { existsSync, readFileSync } from 'node:fs';
import type { Fact } from '../../shared/model/draft.ts';
import type { SourceKind } from '../../shared/model/source.ts';
import type { InboundReading, InboundRequest, InboundSource } from '../../worker/inbound/source.ts';

export function request(body: string | Uint8Array, headers: Record<string, string> = {}): InboundRequest {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
  return { headers: new Headers(headers), body: bytes };
}

/** The text with each of its characters in turn replaced by each other visible ASCII character. */
export function changedByOne(text: string): string[] {
  const visible = Array.from({ length: 94 }, (_, place) => String.fromCharCode(33 + place));
  return Array.from(text, (own, at) =>
    visible
      .filter((letter) => letter !== own)
      .map((letter) => text.slice(0, at) + letter + text.slice(at + 1)),
  ).flat();
}

const samples = new URL('../../../shared/samples/', import.meta.url);

/** Cases over real bodies that lie beside a developer's checkout; none where a clone stands alone. */
export function withSamples<Case>(cases: readonly Case[]): readonly Case[] {
  return existsSync(samples) ? cases : [];
}

/** The bodies of one source, made up by us (by name) or real (by file), and what it reads in them. */
export function bodiesOf(source: InboundSource) {
  const fixture = (name: string) =>
    readFileSync(new URL(`../fixtures/inbound/${source.kind}/${name}.json`, import.meta.url), 'utf8');
  /** The same body with another value at its top, or inside its `event`. */
  const fixtureWith = (name: string, over: Record<string, unknown>) => {
    const body = JSON.parse(fixture(name));
    return JSON.stringify(body.event ? { event: { ...body.event, ...over } } : { ...body, ...over });
  };
  return {
    fixture,
    fixtureWith,
    readFixture: (name: string) => onlyFact(source.read(fixture(name))),
    readWith: (name: string, over: Record<string, unknown>) => onlyFact(source.read(fixtureWith(name, over))),
    sample: (file: string) => new TextDecoder().decode(sampleBytes(source.kind, file)),
  };
}

/** The one fact of a reading that must hold exactly one. */
export function onlyFact(reading: InboundReading): Fact {
  const [fact, ...more] = reading.kind === 'facts' ? reading.facts : [];
  if (!fact || more.length > 0) throw new Error(`no single fact: ${JSON.stringify(reading)}`);
  return fact;
}

export function sampleBytes(kind: SourceKind, file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`${kind}/${file}`, samples)));
}
