import type { WriteAnswer } from '../../data/messages.ts';

/** Why a choice is not kept; `silent` where the background gave no answer. */
export type SaveProblem = Extract<WriteAnswer, { ok: false }>['reason'] | 'silent';

export type SaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'failed'; readonly problem: SaveProblem }
  /** It could not be kept, and meanwhile another choice was made elsewhere, which stands. */
  | { readonly kind: 'replaced' };

/** Holds what a person chose until the relay is known to hold it. */
export interface Saver<Value> {
  /** What was chosen here; `null` where all is as the relay says. */
  readonly held: () => Value | null;
  readonly state: () => SaveState;
  /** Shown at once, sent a moment later together with what follows it closely. */
  readonly choose: (value: Value) => void;
  /** Sends what waits or failed, now. */
  readonly sendNow: () => void;
  /** Sends again what failed for a reason that passes. Until it is kept it reads as failed, so that nobody hears it twice. */
  readonly retryQuietly: () => void;
  /** The relay tells of nobody any more: what was chosen here must not reach whoever comes next. */
  readonly forget: () => void;
  /** What the relay says now: with that, a choice that it took has no need to be held any longer. */
  readonly hear: (value: Value) => void;
}

export interface SaverPorts<Value> {
  readonly send: (value: Value) => Promise<WriteAnswer>;
  /** Runs once after `ms`; returns its own undo. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly isSame: (a: Value, b: Value) => boolean;
  readonly changed: () => void;
}

/** So that going through a row of switches is one saving. */
export const SEND_AFTER_MS = 400;

/**
 * One saving at a time, always of the newest choice. A choice that could not be kept stays in sight and is sent again when asked,
 * or with the next one.
 */
export function createSaver<Value>({ send, after, isSame, changed }: SaverPorts<Value>): Saver<Value> {
  let held: Value | null = null;
  let state: SaveState = { kind: 'untouched' };
  let known: Value | null = null;
  let knownWhenSent: Value | null = null;
  let isSending = false;
  let cancel = () => {};

  function set(next: SaveState): void {
    state = next;
    changed();
  }

  async function sendHeld(how: 'told' | 'quietly'): Promise<void> {
    cancel();
    if (held === null || isSending) return;
    const sent = held;
    isSending = true;
    knownWhenSent = known;
    if (how === 'told') set({ kind: 'saving' });
    const answer = await send(sent).catch(() => ({ ok: false as const, reason: 'silent' as const }));
    isSending = false;
    if (held !== sent) return sendHeld('told');
    set(answer.ok ? { kind: 'saved' } : { kind: 'failed', problem: answer.reason });
    giveWay();
  }

  /** What failed must not go over a newer choice from another device; unless it is that one, and only its answer was lost. */
  function giveWay(): void {
    if (held === null || known === null || isSending || state.kind !== 'failed') return;
    const isKept = isSame(known, held);
    if (!isKept && (knownWhenSent === null || isSame(known, knownWhenSent))) return;
    held = null;
    set({ kind: isKept ? 'saved' : 'replaced' });
  }

  return {
    held: () => held,
    state: () => state,
    choose(value) {
      held = value;
      cancel();
      cancel = after(SEND_AFTER_MS, () => void sendHeld('told')); // never rejects
      set({ kind: 'saving' });
    },
    sendNow: () => void sendHeld('told'), // never rejects
    retryQuietly() {
      const mayPass = state.kind === 'failed' && state.problem !== 'unpaired' && state.problem !== 'refused';
      if (mayPass) void sendHeld('quietly'); // never rejects
    },
    forget() {
      if (held === null && state.kind === 'untouched') return;
      cancel();
      held = known = knownWhenSent = null;
      set({ kind: 'untouched' });
    },
    hear(value) {
      known = value;
      giveWay();
      if (held === null || state.kind !== 'saved') return;
      const isNews = knownWhenSent !== null && !isSame(value, knownWhenSent);
      if (!isNews && !isSame(value, held)) return;
      held = null;
      changed();
    },
  };
}
