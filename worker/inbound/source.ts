import type { Fact } from '../../shared/model/draft.ts';
import type { SourceKind } from '../../shared/model/source.ts';

/** A webhook as it arrived. The body is the raw bytes: proofs are made over these and nothing else. */
export interface InboundRequest {
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What a body says: facts to act on, nothing to act on (with the reason), or nothing that could be understood. */
export type InboundReading =
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** One way in: how its sender proves itself, what repeats, and what its bodies mean. One file each, all pure but `verify`. */
export interface InboundSource {
  readonly kind: SourceKind;
  /** Whether the request proves to know one of the secrets (two while one is being exchanged). Constant time. */
  verify(request: InboundRequest, secrets: readonly string[]): Promise<boolean>;
  /** The same for every repetition of the same event, and for no other. */
  dedupeKey(request: InboundRequest): Promise<string>;
  /** Reads a stored body. Never throws: what it cannot read is `unreadable`. */
  read(body: string): InboundReading;
}
