import * as fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { TITLE_MAX } from '../../shared/model/incident.ts';
import type { SourceKind } from '../../shared/model/source.ts';
import { line, prose } from '../../shared/model/text.ts';
import { MESSAGE_MAX } from '../../shared/model/update.ts';
import type { InboundSource } from '../../worker/inbound/source.ts';
import { holds } from '../support/property.ts';
import { request, sampleBytes, withSamples } from './fixtures.ts';

/*
 * What holds of every source. Called inside the `describe` of each.
 */

/** Its proof: none without the header, and what the vendor's signing samples say. */
export function itTakesOnlyProofs(source: InboundSource, secret: string): void {
  it('refuses a request without the header', async () => {
    expect(await source.verify(request('{}'), [secret])).toBe(false);
  });

  it.each(signedSamples(source.kind))(
    'takes or refuses the sample as told: $name',
    async ({ body, headers, verified, secrets }) => {
      expect(await source.verify(request(sampleBytes(source.kind, body), headers), secrets)).toBe(verified);
    },
  );
}

/** Its reading: any text, any JSON and these bodies. A wordless fact has no message: nothing to say to readers. */
export function itReadsAnything(
  source: InboundSource,
  { bodies, canBeWordless }: { bodies: fc.Arbitrary<unknown>; canBeWordless: boolean },
): void {
  it('is read from any text and any JSON without throwing, in words that could be published', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      bodies.map((body) => JSON.stringify(body)),
    );
    holds(
      fc.property(texts, (text) => {
        const reading = source.read(text);
        for (const fact of reading.kind === 'facts' ? reading.facts : []) {
          expect(v.is(line(TITLE_MAX), fact.title)).toBe(true);
          const isWordless = canBeWordless && fact.message === '';
          expect(isWordless || v.is(prose(MESSAGE_MAX), fact.message)).toBe(true);
        }
      }),
      0.3,
    );
  });
}

interface SignedSample {
  readonly name: string;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly verified: boolean;
  /** All the secrets that the vendor's folder names. */
  readonly secrets: readonly string[];
}

/** The signing vectors of a vendor; none where a clone stands alone. */
function signedSamples(vendor: SourceKind): readonly SignedSample[] {
  return withSamples([vendor]).flatMap((kind) => {
    const text = new TextDecoder().decode(sampleBytes(kind, 'signing.json'));
    const { secret, token, basic, vectors } = JSON.parse(text);
    const secrets = [secret, token, basic?.password].filter((word) => word !== undefined);
    return vectors.map((vector: object) => ({ ...vector, secrets }));
  });
}
