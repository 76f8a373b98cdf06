/** Codes with which a socket of the stream is closed, by name. Those of RFC 6455 stand beside our own (4000 to 4999). */
export const closeCodes = {
  goingAway: 1001,
  abnormal: 1006,
  internalError: 1011,
  serviceRestart: 1012,
  tryAgainLater: 1013,
  /** Sent by a client that heard no pong. */
  noPong: 4000,
  /** The reason is milliseconds to wait. */
  wait: 4001,
  /** The relay's history was replaced: come back with no cursor. */
  historyReplaced: 4003,
  /** Another shard or view, or a socket older than 12 h. */
  moved: 4008,
  protocolBroken: 4400,
  credentialExpired: 4401,
  revoked: 4403,
  outdated: 4409,
} as const;

/** What a client does after a close. */
export type AfterClose =
  | { readonly step: 'back_off' }
  /** A new ticket at once. */
  | { readonly step: 'reconnect'; readonly dropsCursor: boolean }
  | { readonly step: 'wait'; readonly atLeastMs: number }
  /** The credential has run out: the next call renews it, or `?` and "pair again". */
  | { readonly step: 'renew' }
  /** Forget everything. */
  | { readonly step: 'wipe' }
  /** Keep the last state as stale, ask for an update, try hourly. */
  | { readonly step: 'update' };

/** The rule for a close code. An unknown code waits five minutes: it comes from a relay that knows more than this build. */
export function afterClose(code: number, reason: string): AfterClose {
  switch (code) {
    case closeCodes.noPong:
      return { step: 'reconnect', dropsCursor: false };
    case closeCodes.wait:
      return { step: 'wait', atLeastMs: clampMs(Number(reason)) };
    case closeCodes.historyReplaced:
      return { step: 'reconnect', dropsCursor: true };
    case closeCodes.moved:
      return { step: 'reconnect', dropsCursor: true };
    case closeCodes.protocolBroken:
      return { step: 'wait', atLeastMs: 60_000 };
    case closeCodes.credentialExpired:
      return { step: 'renew' };
    case closeCodes.revoked:
      return { step: 'wipe' };
    case closeCodes.outdated:
      return { step: 'update' };
    default:
      // 1000 too: a clean close by anybody but ourselves still leaves this browser deaf.
      return code < 4000 ? { step: 'back_off' } : { step: 'wait', atLeastMs: 300_000 };
  }
}

function clampMs(ms: number): number {
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1_000), 3_600_000) : 60_000;
}
