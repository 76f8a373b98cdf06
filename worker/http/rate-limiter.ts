import type { Rejection } from '../../shared/core/rejection.ts';
import { TokenBuckets } from '../../shared/core/token-bucket.ts';
import { nowMs } from '../clock.ts';
import { log } from '../log.ts';
import { addressOf } from './address.ts';
import { type Guess, guessRates, organisationRate, reserves, type Shed, shedRates } from './rates.ts';

const LINE_EVERY_MS = 10_000;

/** Keeps load from the hub, within one isolate. Publishing does not ask here. */
export class RateLimiter {
  #shed = bucketsFor(shedRates);
  #guesses = bucketsFor(guessRates);
  #organisation = new TokenBuckets(organisationRate);
  readonly #lines = new Map<Shed | Guess, { atMs: number; refused: number }>();

  /** Counts a call of this credential; the refusal where it is one too many for it, or for the organisation. */
  refuse(kind: Shed, credential: string): Rejection | null {
    const atMs = nowMs();
    const isTaken =
      this.#shed[kind].take(credential, atMs) && this.#organisation.take('all', atMs, reserves[kind]);
    return isTaken ? null : this.#refusal(kind, tooMany);
  }

  /**
   * Counts a try with something that may be wrong, before it is looked at: of many at once too only so many are looked at.
   * What proves right is given back. Where nobody says the address there is no telling one caller from another, and then
   * nothing is counted.
   */
  refuseGuess(kind: Guess, request: Request): Rejection | null {
    const address = addressOf(request);
    if (address === null || this.#guesses[kind].take(address, nowMs())) return null;
    return this.#refusal(kind, tooManyWrong);
  }

  wasRight(kind: Guess, request: Request): void {
    const address = addressOf(request);
    if (address !== null) this.#guesses[kind].giveBack(address, nowMs());
  }

  /** Begins anew, as if nobody had come before. For tests, which share an isolate. */
  forgetAll(): void {
    this.#shed = bucketsFor(shedRates);
    this.#guesses = bucketsFor(guessRates);
    this.#organisation = new TokenBuckets(organisationRate);
    this.#lines.clear();
  }

  /** A line at once and then every 10 s at most, with the number of refusals since the one before it. */
  #refusal(kind: Shed | Guess, refusal: Rejection): Rejection {
    const line = this.#lines.get(kind) ?? { atMs: -Infinity, refused: 0 };
    line.refused += 1;
    this.#lines.set(kind, line);
    if (nowMs() - line.atMs >= LINE_EVERY_MS) {
      log.warn('rate.refused', { kind, count: line.refused });
      line.atMs = nowMs();
      line.refused = 0;
    }
    return refusal;
  }
}

/** The limiter of this isolate. */
export const rateLimiter = new RateLimiter();

const tooMany: Rejection = {
  rejected: 'overloaded',
  detail: 'More of this is asked for than the relay takes at a time. Nothing is lost; come back.',
};

const tooManyWrong: Rejection = {
  rejected: 'overloaded',
  detail: 'Too many wrong tries came from this address. Wait, then try again.',
};

function bucketsFor<Kind extends string>(
  rates: Readonly<Record<Kind, { burst: number; perSecond: number }>>,
) {
  const kinds = Object.keys(rates) as Kind[];
  return Object.fromEntries(kinds.map((kind) => [kind, new TokenBuckets(rates[kind])])) as Record<
    Kind,
    TokenBuckets
  >;
}
