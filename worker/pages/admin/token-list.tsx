import type { ApiToken } from '../../../shared/model/token.ts';
import { now } from '../../clock.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { doneWords } from './done-words.ts';
import { roleWords } from './role-words.ts';
import { sections } from './sections.ts';
import { Empty, Table } from './table.tsx';

/** All tokens, newest first; never their secrets. */
export async function tokenList(visit: AdminVisit): Promise<Response> {
  const answer = await callApi(visit, 'listTokens');
  const tokens = answer.ok ? answer.value.tokens : [];
  const query = new URL(visit.request.url).searchParams;
  return adminPage({
    person: visit.person,
    section: 'tokens',
    title: 'Tokens',
    notice: doneWords('token', query.get('done')),
    action: (
      <a class="button strong" href={`${sections.tokens.path}/add`}>
        Make a token
      </a>
    ),
    children: (
      <>
        <p class="lead">What programs show instead of signing in. Each has a role, scopes and an end.</p>
        {tokens.length === 0 ? (
          <Empty>
            <p>There are no tokens.</p>
          </Empty>
        ) : (
          <Table
            label="Tokens"
            items={tokens}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Name', cell: ({ name }) => name },
              { head: 'Role', cell: ({ role }) => roleWords[role].text },
              { head: 'Scopes', cell: ({ scopes }) => scopes.join(', ') },
              { head: 'Last used', cell: ({ usedOn }) => <span class="date">{usedOn ?? 'never'}</span> },
              {
                head: 'Good until',
                cell: ({ expiresAt }) => <span class="date">{expiresAt.slice(0, 10)}</span>,
              },
              { head: 'Access', cell: accessOf },
            ]}
          />
        )}
      </>
    ),
  });
}

function accessOf({ id, name, revokedAt, expiresAt }: ApiToken) {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt < now()) return 'expired';
  return (
    <a href={`${sections.tokens.path}/revoke/${id}`}>
      Revoke… <span class="unseen">{name}</span>
    </a>
  );
}
