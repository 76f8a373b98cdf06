import type { Audience, PersonId } from '../model/audience.ts';
import type { Rejection } from './rejection.ts';
import { nounAt, type RelayState } from './relay-state.ts';

/** Everybody in an audience, by hand or by the company's sign-in, and in those that it includes. Nobody where there is no such audience. */
export function membersOf({ audiences }: Pick<RelayState, 'audiences'>, id: string): ReadonlySet<PersonId> {
  const audience = nounAt(audiences, id);
  if (!audience) return new Set();
  const around = [audience, ...audience.includes.map((other) => nounAt(audiences, other))];
  return new Set(around.flatMap((each) => (each ? [...each.members, ...each.fromSignIn] : [])));
}

/** The audience and those that include it: where somebody comes or goes when it changes. */
export function audiencesAround({ audiences }: Pick<RelayState, 'audiences'>, id: string): string[] {
  const around = Object.values(audiences).filter(({ includes }) => includes.includes(id));
  return [id, ...around.map((audience) => audience.id)];
}

/** Refuses an audience that includes what is not there, or more than one level; `null` where it may stand so. */
export function refuseNesting(
  { audiences }: Pick<RelayState, 'audiences'>,
  { id, includes }: Pick<Audience, 'id' | 'includes'>,
): Rejection | null {
  const unknown = includes.find((other) => other !== id && !nounAt(audiences, other));
  if (unknown !== undefined)
    return { rejected: 'unknown_audience', detail: `There is no audience "${unknown}".` };
  const deep = includes.find((other) => other === id || (nounAt(audiences, other)?.includes.length ?? 0) > 0);
  if (deep !== undefined) {
    const why = deep === id ? 'An audience cannot include itself.' : `"${deep}" includes others already.`;
    return { rejected: 'audience_nesting', detail: why };
  }
  const above = includes.length > 0 ? audiencesAround({ audiences }, id)[1] : undefined;
  return above === undefined
    ? null
    : {
        rejected: 'audience_nesting',
        detail: `"${above}" includes this audience, which so may include none.`,
      };
}
