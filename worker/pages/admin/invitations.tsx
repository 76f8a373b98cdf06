import type { InferOutput } from 'valibot';
import { isRejection } from '../../../shared/core/rejection.ts';
import { type Role, roles } from '../../../shared/model/person.ts';
import type { Invitation, InvitationMade } from '../../../shared/protocol/invitations.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { LineField } from '../console/fields.tsx';
import { type FormState, freshForm } from '../console/form-state.ts';
import { refusalPage } from '../message-page.tsx';
import { seeOther } from '../see-other.ts';
import { given, Radios } from './admin-fields.tsx';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { invitationList } from './invitation-list.tsx';
import { roleWords } from './role-words.ts';
import { sections } from './sections.ts';
import { comesBack, readAdminForm } from './sent-form.ts';
import { ShownOnce } from './shown-once.tsx';

const { path } = sections.invitations;
const labels = { person: 'E-mail address', name: 'Name', role: 'Role' };

/** Invitations, for people who have no sign-in of the company. */
export const invitationsPages = {
  adminInvitations: invitationList,
  adminAddInvitation: (visit) => addPage(visit, freshForm('invitation', { role: 'stakeholder' }), 200),
  async adminSendAddInvitation(visit) {
    const sent = await readAdminForm(visit.request);
    if (isRejection(sent)) return refusalPage(sent.rejected, visit.person);
    const { values, repeat } = sent;
    const body = {
      person: values.get('person') ?? '',
      ...given(values, 'name'),
      role: values.get('role') ?? '',
    };
    const made = await callApi(visit, 'createInvitation', { body, repeat });
    if (made.ok) return madePage(visit, made.value);
    return addPage(visit, comesBack('invitation', values, made, labels, body), problems[made.code].status);
  },
  adminRemoveInvitation: (visit) =>
    withInvitation(visit, (one) => withdrawPage(visit, one, freshForm('remove'), 200)),
  adminSendRemoveInvitation: (visit) =>
    withInvitation(visit, async (one) => {
      const sent = await readAdminForm(visit.request);
      if (isRejection(sent)) return refusalPage(sent.rejected, visit.person);
      const gone = await callApi(visit, 'withdrawInvitation', { params: { id: one.id } });
      if (gone.ok) return seeOther(`${path}?done=removed`);
      const form = comesBack('remove', sent.values, gone, {}, {});
      return withdrawPage(visit, one, form, problems[gone.code].status);
    }),
} satisfies Record<string, AdminHandler>;

async function withInvitation(
  visit: AdminVisit,
  work: (invitation: Invitation) => Promise<Response>,
): Promise<Response> {
  const all = await callApi(visit, 'listInvitations');
  const one = all.ok ? all.value.invitations.find(({ id }) => id === visit.params['id']) : undefined;
  return one ? work(one) : refusalPage('not_found', visit.person);
}

function addPage(visit: AdminVisit, form: FormState, status: number): Promise<Response> {
  return adminPage({
    person: visit.person,
    section: 'invitations',
    title: 'Invite a person',
    status,
    isRefused: status !== 200,
    children: (
      <>
        <FreshNotice visit={visit} call="createInvitation" />
        <AdminForm form={form} button="Make invitation" back={path} labels={labels}>
          <LineField form={form} name="person" label={labels.person} required />
          <LineField form={form} name="name" label={labels.name} />
          <Radios
            form={form}
            name="role"
            label={labels.role}
            choices={roles.map((value: Role) => ({ value, ...roleWords[value] }))}
          />
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
        <p class="actions start">
          <a class="button strong" href={path}>
            I have copied it
          </a>
        </p>
      </>
    ),
  });
}

function withdrawPage({ person }: AdminVisit, one: Invitation, form: FormState, status: number) {
  return adminPage({
    person,
    section: 'invitations',
    title: `Withdraw the invitation of ${one.person}?`,
    status,
    isRefused: status !== 200,
    children: (
      <AdminForm form={form} button="Withdraw invitation" back={path} isDanger>
        <p>Its address is no good any more. The person can be invited again.</p>
      </AdminForm>
    ),
  });
}
