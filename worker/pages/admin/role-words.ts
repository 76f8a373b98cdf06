import { type Role, roles } from '../../../shared/model/person.ts';

/** Each role with what its holder may do, least first. */
export const roleWords: Record<Role, { text: string; hint: string }> = {
  stakeholder: { text: 'Stakeholder', hint: 'Reads what is for them.' },
  responder: { text: 'Responder', hint: 'Also sees and makes drafts; publishes nothing.' },
  liaison: { text: 'Liaison', hint: 'Also publishes incidents and updates.' },
  admin: { text: 'Admin', hint: 'Also manages people, services and sources.' },
};

/** The roles to choose from, the least first. */
export const roleChoices = roles.map((value) => ({ value, ...roleWords[value] }));
