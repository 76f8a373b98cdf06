import * as v from 'valibot';
import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import { PersonId } from '../../../shared/model/audience.ts';
import type { Handlers } from '../handler.ts';

export const erasureRoutes: Pick<Handlers, 'exportPerson' | 'erasePerson'> = {
  async exportPerson({ actor, params, hub }) {
    const person = v.safeParse(PersonId, params.person);
    if (!person.success) return nobody;
    const held = await hub((h) => h.run('exportPerson', actor, person.output));
    return isRejection(held) ? held : { status: 200, body: JSON.stringify(held) };
  },

  async erasePerson({ actor, params, body, hub }) {
    const person = v.safeParse(PersonId, params.person);
    if (!person.success) return nobody;
    if (body.confirm !== person.output)
      return { rejected: 'invalid_body', detail: 'confirm must be the address of the person to erase.' };
    const { result, pending } = await hub((h) => h.runAndTell('erasePerson', actor, person.output));
    if (isRejection(result)) return result;
    const { erasedAs } = JSON.parse(result.body ?? '') as { erasedAs: string };
    return { status: 200, body: JSON.stringify({ erasedAs, pending }) };
  },
};

const nobody: Rejection = { rejected: 'not_found', detail: 'Nothing is held under this address.' };
