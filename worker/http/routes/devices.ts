import * as v from 'valibot';
import { PersonId } from '../../../shared/model/audience.ts';
import type { DevicesAnswer } from '../../../shared/protocol/answers.ts';
import type { Handlers } from '../handler.ts';
import { takeAway } from '../take-away.ts';

export const deviceRoutes: Pick<Handlers, 'listDevices' | 'revokeDevice'> = {
  async listDevices({ query, hub }) {
    const person = query.get('person');
    if (person !== null && !v.is(PersonId, person))
      return { rejected: 'invalid_query', detail: 'person must be an e-mail address.' };
    const devices = await hub((h) => h.run('listDevices', person));
    return { status: 200, body: JSON.stringify({ devices } satisfies DevicesAnswer) };
  },

  revokeDevice: ({ actor, params, hub }) => takeAway(hub, 'revokeDevice', actor, params.id, { isOwn: false }),
};
