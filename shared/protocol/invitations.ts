import * as v from 'valibot';
import { PersonId } from '../model/audience.ts';
import { Id } from '../model/id.ts';
import { Role } from '../model/person.ts';
import { line } from '../model/text.ts';

/** Whom an admin asks in, for a relay whose people have no sign-in of the company. */
export const CreateInvitation = v.strictObject({
  person: PersonId,
  name: v.optional(line(80)),
  role: v.optional(Role, 'stakeholder'),
});
export type CreateInvitation = v.InferOutput<typeof CreateInvitation>;

/** An invitation as it is listed; its address is shown once, when it is made. */
export const Invitation = v.object({
  id: Id,
  person: PersonId,
  name: v.string(),
  role: Role,
  madeBy: v.string(),
  madeAt: v.string(),
  expiresAt: v.string(),
});
export type Invitation = v.InferOutput<typeof Invitation>;

export const InvitationsAnswer = v.object({ invitations: v.array(Invitation) });

/** With the address that signs the person in, once; its secret stands in the fragment. */
export const InvitationMade = v.object({ ...Invitation.entries, url: v.string() });
