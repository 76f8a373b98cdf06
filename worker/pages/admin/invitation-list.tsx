import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { doneWords } from './done-words.ts';
import { roleWords } from './role-words.ts';
import { sections } from './sections.ts';
import { Empty, Table } from './table.tsx';

const { path } = sections.invitations;

/** Invitations that wait to be taken up, newest first. */
export async function invitationList(visit: AdminVisit): Promise<Response> {
  const answer = await callApi(visit, 'listInvitations');
  const invitations = answer.ok ? answer.value.invitations : [];
  return adminPage({
    person: visit.person,
    section: 'invitations',
    title: 'Invitations',
    notice: doneWords('invitation', new URL(visit.request.url).searchParams.get('done')),
    action: (
      <a class="button strong" href={`${path}/add`}>
        Invite a person
      </a>
    ),
    children: (
      <>
        <p class="lead">
          For people who have no sign-in of the company. An invitation is good once, for seven days.
        </p>
        {invitations.length === 0 ? (
          <Empty>
            <p>No invitation waits to be taken up.</p>
          </Empty>
        ) : (
          <Table
            label="Invitations"
            items={invitations}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Person', cell: ({ person }) => person },
              { head: 'Role', cell: ({ role }) => roleWords[role].text },
              { head: 'Made by', cell: ({ madeBy }) => <span class="long">{madeBy}</span> },
              {
                head: 'Good until',
                cell: ({ expiresAt }) => <span class="date">{expiresAt.slice(0, 10)}</span>,
              },
              {
                head: 'Access',
                cell: ({ id, person }) => (
                  <a href={`${path}/remove/${id}`}>
                    Withdraw… <span class="unseen">{person}</span>
                  </a>
                ),
              },
            ]}
          />
        )}
      </>
    ),
  });
}
