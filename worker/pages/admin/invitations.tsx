import type { InferOutput } from 'valibot';
import type { InvitationMade } from '../../../shared/protocol/invitations.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { LineField } from '../console/fields.tsx';
import { type FormState, freshForm } from '../console/form-state.ts';
import { given, Radios } from './admin-fields.tsx';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { invitationList } from './invitation-list.tsx';
import { byId, removalPages } from './removal.tsx';
import { roleChoices } from './role-words.ts';
import { sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';
import { Copied, ShownOnce } from './shown-once.tsx';

const { path } = sections.invitations;
const labels = { person: 'E-mail address', name: 'Name', role: 'Role' };

const withdrawal = removalPages({
  section: 'invitations',
  async find(visit) {
    const all = await callApi(visit, 'listInvitations');
    return all.ok ? byId(visit, all.value.invitations) : undefined;
  },
  title: ({ person }) => `Withdraw the invitation of ${person}?`,
  text: () => <p>Its address is no good any more. The person can be invited again.</p>,
  button: 'Withdraw invitation',
  call: 'withdrawInvitation',
  params: ({ id }) => ({ id }),
  done: 'removed',
});

/** Invitations, for people who have no sign-in of the company. */
export const invitationsPages = {
  adminInvitations: invitationList,
  adminAddInvitation: (visit) => addPage(visit, freshForm('invitation', { role: 'stakeholder' }), 200),
  adminSendAddInvitation: (visit) =>
    withForm(visit, async (sent) => {
      const { values, repeat } = sent;
      const body = {
        person: values.get('person') ?? '',
        ...given(values, 'name'),
        role: values.get('role') ?? '',
      };
      const made = await callApi(visit, 'createInvitation', { body, repeat });
      if (made.ok) return madePage(visit, made.value);
      return addPage(visit, comesBack('invitation', values, made, labels, body), problems[made.code].status);
    }),
  adminRemoveInvitation: withdrawal.ask,
  adminSendRemoveInvitation: withdrawal.send,
} satisfies Record<string, AdminHandler>;

function addPage(visit: AdminVisit, form: FormState, status: number): Promise<Response> {
  return adminPage({
    person: visit.person,
    section: 'invitations',
    title: 'Invite a person',
    status,
    children: (
      <>
        <FreshNotice visit={visit} call="createInvitation" />
        <AdminForm form={form} button="Make invitation" back={path} labels={labels}>
          <LineField form={form} name="person" label={labels.person} required />
          <LineField form={form} name="name" label={labels.name} />
          <Radios form={form} name="role" label={labels.role} choices={roleChoices} />
        </AdminForm>
      </>
    ),
  });
}

function madePage({ person }: AdminVisit, made: InferOutput<typeof InvitationMade>): Promise<Response> {
  return adminPage({
    person,
    section: 'invitations',
    title: `${made.person} is invited`,
    children: (
      <>
        <section class="panel once">
          <p>Send this to them yourself. It is shown this once, and signs in whoever opens it first.</p>
          <ShownOnce id="address" label="Address that signs them in" text={made.url} />
        </section>
        <p>It is good once, until {made.expiresAt.slice(0, 10)}.</p>
        <Copied href={path} />
      </>
    ),
  });
}
