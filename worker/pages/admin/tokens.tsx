import type { InferOutput } from 'valibot';
import { scopes } from '../../../shared/model/scope.ts';
import { TOKEN_DAYS, TOKEN_DAYS_MAX } from '../../../shared/model/token.ts';
import type { TokenCreated } from '../../../shared/protocol/answers.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { LineField } from '../console/fields.tsx';
import { type FormState, freshForm } from '../console/form-state.ts';
import { Checkboxes, numberIn, Radios } from './admin-fields.tsx';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { byId, removalPages } from './removal.tsx';
import { roleChoices } from './role-words.ts';
import { scopeWords } from './scope-words.ts';
import { sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';
import { Copied, ShownOnce } from './shown-once.tsx';
import { tokenList } from './token-list.tsx';

const { path } = sections.tokens;
const labels = { name: 'Name', role: 'Role', scopes: 'Scopes', days: 'Good for (days)' };

const revocation = removalPages({
  section: 'tokens',
  async find(visit) {
    const all = await callApi(visit, 'listTokens');
    return all.ok ? byId(visit, all.value.tokens) : undefined;
  },
  title: ({ name }) => `Revoke “${name}”?`,
  text: () => <p>What uses it is refused at once, and its streams close. It cannot be had back.</p>,
  button: 'Revoke token',
  call: 'revokeToken',
  params: ({ id }) => ({ id }),
  done: 'revoked',
});

/** Credentials of programs. */
export const tokensPages = {
  adminTokens: tokenList,
  adminAddToken: (visit) =>
    addPage(visit, freshForm('token', { role: 'stakeholder', days: String(TOKEN_DAYS) }), 200),
  adminSendAddToken: (visit) =>
    withForm(visit, async (sent) => {
      const { values, repeat } = sent;
      const body = {
        name: values.get('name') ?? '',
        role: values.get('role') ?? '',
        scopes: values.getAll('scopes'),
        ...numberIn(values, 'days'),
      };
      const made = await callApi(visit, 'createToken', { body, repeat });
      if (made.ok) return madePage(visit, made.value);
      return addPage(visit, comesBack('token', values, made, labels, body), problems[made.code].status);
    }),
  adminRevokeToken: revocation.ask,
  adminSendRevokeToken: revocation.send,
} satisfies Record<string, AdminHandler>;

function addPage(visit: AdminVisit, form: FormState, status: number): Promise<Response> {
  return adminPage({
    person: visit.person,
    section: 'tokens',
    title: 'Make a token',
    status,
    children: (
      <>
        <FreshNotice visit={visit} call="createToken" />
        <AdminForm form={form} button="Make token" back={path} labels={labels}>
          <LineField
            form={form}
            name="name"
            label={labels.name}
            hint="What uses it; it stands in the audit log."
            required
          />
          <Radios form={form} name="role" label={labels.role} choices={roleChoices} />
          <Checkboxes
            form={form}
            name="scopes"
            label={labels.scopes}
            hint="It can do what both its role and one of these allow. Choose as few as it needs."
            choices={scopes.map((value) => ({ value, text: value, hint: scopeWords[value] }))}
          />
          <LineField
            form={form}
            name="days"
            label={labels.days}
            hint={`1 to ${TOKEN_DAYS_MAX}.`}
            type="number"
          />
        </AdminForm>
      </>
    ),
  });
}

function madePage(
  { person }: AdminVisit,
  { name, token, expiresAt }: InferOutput<typeof TokenCreated>,
): Promise<Response> {
  return adminPage({
    person,
    section: 'tokens',
    title: `“${name}” is made`,
    children: (
      <>
        <section class="panel once">
          <p>Copy this now: it is shown this once, and the relay keeps only a hash of it.</p>
          <ShownOnce id="token" label="Token" text={token} />
        </section>
        <p>
          A program sends it as <span class="mono">Authorization: Bearer …</span>. It is good until{' '}
          {expiresAt.slice(0, 10)}.
        </p>
        <Copied href={path} />
      </>
    ),
  });
}
