import type { Picture } from '../../data/messages.ts';

/** A kind of setting that a company can keep to itself. */
export type Lockable = 'tools' | 'placement' | 'urgency' | 'quiet_hours';

/** True where the company has taken this kind of setting out of the person's hands. */
export function isLocked({ fleet }: Pick<Picture, 'fleet'>, what: Lockable): boolean {
  return fleet.locked.includes(what);
}
