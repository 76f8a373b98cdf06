import type { Role } from '../../../shared/model/person.ts';

/** Each role with what its holder may do, least first. */
export const roleWords: Record<Role, { text: string; hint: string }> = {
  stakeholder: { text: 'Stakeholder', hint: 'Reads what is for them.' },
  responder: { text: 'Responder', hint: 'Also sees and makes drafts; publishes nothing.' },
  liaison: { text: 'Liaison', hint: 'Also publishes incidents and updates.' },
  admin: { text: 'Admin', hint: 'Also manages people, services and sources.' },
};
