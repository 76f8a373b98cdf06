import { existsSync, readFileSync } from 'node:fs';
import type { Fact } from '../../shared/model/draft.ts';
import type { InboundReading, InboundRequest } from '../../worker/inbound/source.ts';

/** The text of a body under `test/fixtures/inbound`, by its path without the ending: `pagerduty/ping`. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/inbound/${name}.json`, import.meta.url), 'utf8');
}

/** The same body with another value at its top, or inside its `event`. */
export function fixtureWith(name: string, over: Record<string, unknown>): string {
  const body = JSON.parse(fixture(name));
  return JSON.stringify(body.event ? { event: { ...body.event, ...over } } : { ...body, ...over });
}

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

/** The one fact of a reading that must hold exactly one. */
export function onlyFact(reading: InboundReading): Fact {
  const [fact, ...more] = reading.kind === 'facts' ? reading.facts : [];
  if (!fact || more.length > 0) throw new Error(`no single fact: ${JSON.stringify(reading)}`);
  return fact;
}

const samples = new URL('../../../shared/samples/', import.meta.url);

/** Cases over real bodies that lie beside a developer's checkout; none where a clone stands alone. */
export function withSamples<Case>(cases: readonly Case[]): readonly Case[] {
  return existsSync(samples) ? cases : [];
}

export function sampleBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, samples)));
}

export interface SignedSample {
  readonly name: string;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly verified: boolean;
  /** All the secrets that the vendor's folder names. */
  readonly secrets: readonly string[];
}

/** The signing vectors of a vendor; none where a clone stands alone. */
export function signedSamples(vendor: string): readonly SignedSample[] {
  return withSamples([vendor]).flatMap((folder) => {
    const text = new TextDecoder().decode(sampleBytes(`${folder}/signing.json`));
    const { secret, token, basic, vectors } = JSON.parse(text);
    const secrets = [secret, token, basic?.password].filter((word) => word !== undefined);
    return vectors.map((vector: object) => ({ ...vector, secrets }));
  });
}
