import * as v from 'valibot';
import { assertNever } from '../../../shared/core/assert-never.ts';
import type { Rejection } from '../../../shared/core/rejection.ts';
import { Id } from '../../../shared/model/id.ts';
import type { AskHub } from '../../http/hub-stub.ts';
import type { Answer, Caller, IdempotencyKey } from '../../hub/hub-api.ts';

/** What a liaison decides on the console about what others have asked for. */
export const decisions = ['confirm', 'refuse', 'grant', 'decline'] as const;
export type Decision = (typeof decisions)[number];

export function isDecision(text: string): text is Decision {
  return v.is(v.picklist(decisions), text);
}

/** Carries a decision out, as the call of the API of that name would. */
export function decide(
  does: Decision,
  id: string,
  values: URLSearchParams,
  { person, hub, repeat }: { person: Caller; hub: AskHub; repeat: IdempotencyKey },
): Promise<Answer | Rejection> {
  const chosen = values.get('audience');
  switch (does) {
    case 'confirm':
      return hub((h) => h.run('confirmCommand', person, id, repeat));
    case 'refuse':
      return hub((h) => h.run('refuseCommand', person, id, repeat));
    case 'grant':
      return hub((h) => h.run('grantAccess', person, id, v.is(Id, chosen) ? chosen : undefined, repeat));
    case 'decline':
      return hub((h) => h.run('declineAccess', person, id, repeat));
    default:
      return assertNever(does);
  }
}
