import type { IdKind } from '../shared/model/id.ts';
import { hexOf } from './hex.ts';

let fill = (bytes: Uint8Array<ArrayBuffer>): void => {
  crypto.getRandomValues(bytes);
};

/** `count` random bytes from the platform's generator, as lower-case hex. */
export function randomHex(count: number): string {
  const bytes = new Uint8Array(count);
  fill(bytes);
  return hexOf(bytes);
}

/** A new id of this kind: its prefix and 128 random bits. */
export function newId(kind: IdKind): string {
  return `${kind}_${randomHex(16)}`;
}

/** Puts another generator in place; answers with a function that puts the real one back. For tests. */
export function useRandom(other: (bytes: Uint8Array<ArrayBuffer>) => void): () => void {
  fill = other;
  return () => {
    fill = (bytes) => {
      crypto.getRandomValues(bytes);
    };
  };
}
