/**
 * Why a relay lets go of a browser for good: the reason of a close with 4403, and the code of a refusal. It goes by what the
 * person has to know, which is no more than this.
 */
export const endings = ['device_revoked', 'token_revoked', 'person_removed', 'replaced', 'unknown'] as const;
export type Ending = (typeof endings)[number];

/** Reads a close reason. One that this build does not know is still an end. */
export function endingOf(reason: string): Ending {
  return endings.find((ending) => ending === reason) ?? 'unknown';
}
