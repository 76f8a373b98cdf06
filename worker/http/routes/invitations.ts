import { isRejection } from '../../../shared/core/rejection.ts';
import { sha256Hex } from '../../auth/hash.ts';
import { invitationSecret } from '../../auth/invitation.ts';
import { setupOf } from '../../auth/setup.ts';
import { isAllowedDomain } from '../../auth/sign-in-setting.ts';
import { pageTable } from '../../pages/page-table.ts';
import { newId, randomHex } from '../../random.ts';
import type { Handlers } from '../handler.ts';
import { relayOrigin } from '../own-origin.ts';

export const invitationRoutes: Pick<Handlers, 'listInvitations' | 'createInvitation' | 'withdrawInvitation'> =
  {
    async listInvitations({ hub }) {
      const invitations = await hub((h) => h.run('listInvitations'));
      return { status: 200, body: JSON.stringify({ invitations }) };
    },

    async createInvitation({ request, env, actor, body, repeat, hub }) {
      const setup = setupOf(env);
      if (setup.kind === 'deployed' && setup.signIn.kind !== 'invitations')
        return { rejected: 'sign_in_elsewhere', detail: `People sign in by ${setup.signIn.kind} here.` };
      const allowed = setup.kind === 'deployed' ? setup.signIn.allowedDomains : [];
      if (!isAllowedDomain(body.person, allowed))
        return {
          rejected: 'beyond_own_rights',
          detail: `Only addresses of ${allowed.join(', ')} may be invited.`,
        };
      const seed = randomHex(32);
      const drawn = { id: newId('inv'), seed, hash: await sha256Hex(await invitationSecret(env, seed)) };
      const answer = await hub((h) => h.run('createInvitation', actor, body, drawn, repeat));
      if (isRejection(answer)) return answer;
      const { seed: kept, ...invitation } = JSON.parse(answer.body ?? '') as { seed: string };
      const url = `${relayOrigin(request, env)}${pageTable.signIn.path}#${await invitationSecret(env, kept)}`;
      return { status: 201, body: JSON.stringify({ ...invitation, url }) };
    },

    withdrawInvitation: ({ actor, params, hub }) => hub((h) => h.run('withdrawInvitation', actor, params.id)),
  };
