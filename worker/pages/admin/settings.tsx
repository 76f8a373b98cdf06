import type { Settings } from '../../../shared/model/settings.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { LineField } from '../console/fields.tsx';
import { type FormState, freshForm } from '../console/form-state.ts';
import { refusalPage } from '../message-page.tsx';
import { seeOther } from '../see-other.ts';
import { Checkboxes, numberIn, valuesOf } from './admin-fields.tsx';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { doneWords } from './done-words.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';

const labels = {
  receiptsKeptDays: 'Receipts are kept (days)',
  peopleKeptDays: 'Who was here is kept (days)',
  auditKeptDays: 'The audit log is kept (days)',
  deviceDays: 'A browser stays paired (days)',
  secondLiaisonFor: 'A second liaison confirms',
  mayAskForAccess: 'Access to confidential incidents',
};

/** How long things are kept, and what needs a second pair of eyes. */
export const settingsPages = {
  async adminSettings(visit) {
    const settings = await callApi(visit, 'getSettings');
    if (!settings.ok) return refusalPage(settings.code, visit.person);
    return page(visit, { ...freshForm('settings'), values: valuesIn(settings.value) }, 200);
  },
  adminSendSettings: (visit) =>
    withForm(visit, async (sent) => {
      const { values } = sent;
      const body = {
        ...numberIn(values, 'receiptsKeptDays'),
        ...numberIn(values, 'peopleKeptDays'),
        ...numberIn(values, 'auditKeptDays'),
        ...numberIn(values, 'deviceDays'),
        secondLiaisonFor: values.getAll('secondLiaisonFor'),
        mayAskForAccess: values.has('mayAskForAccess'),
      };
      const saved = await callApi(visit, 'replaceSettings', { body });
      if (saved.ok) return seeOther(`${sections.settings.path}?done=settled`);
      return page(visit, comesBack('settings', values, saved, labels, body), problems[saved.code].status);
    }),
} satisfies Record<string, AdminHandler>;

function valuesIn(settings: Settings): URLSearchParams {
  return valuesOf({
    receiptsKeptDays: String(settings.receiptsKeptDays),
    peopleKeptDays: String(settings.peopleKeptDays),
    auditKeptDays: String(settings.auditKeptDays),
    deviceDays: String(settings.deviceDays),
    secondLiaisonFor: settings.secondLiaisonFor,
    mayAskForAccess: settings.mayAskForAccess ? 'yes' : undefined,
  });
}

function page(visit: AdminVisit, form: FormState, status: number): Promise<Response> {
  const line = { form, type: 'number' } as const;
  return adminPage({
    person: visit.person,
    section: 'settings',
    title: 'Settings',
    notice: doneWords('settings', new URL(visit.request.url).searchParams.get('done')),
    status,
    children: (
      <>
        <p class="lead">How long things are kept, and what needs a second pair of eyes.</p>
        <FreshNotice visit={visit} call="replaceSettings" />
        <AdminForm form={form} button="Save" back={sections.home.path} labels={labels}>
          <LineField
            {...line}
            name="receiptsKeptDays"
            label={labels.receiptsKeptDays}
            hint="Who has met which notice, since it last changed. Those of live incidents stay."
          />
          <LineField
            {...line}
            name="peopleKeptDays"
            label={labels.peopleKeptDays}
            hint="Since they were here last. Accounts stay."
          />
          <LineField {...line} name="auditKeptDays" label={labels.auditKeptDays} hint="At least 30." />
          <LineField
            {...line}
            name="deviceDays"
            label={labels.deviceDays}
            hint="Since its person last signed in, where the company has a sign-in."
          />
          <Checkboxes
            form={form}
            name="secondLiaisonFor"
            label={labels.secondLiaisonFor}
            choices={[
              {
                value: 'sev1',
                text: 'Severity 1',
                hint: 'Before an incident of the gravest kind is published.',
              },
              {
                value: 'confidential',
                text: 'Confidential',
                hint: 'Before something for some audiences only is published.',
              },
            ]}
          />
          <Checkboxes
            form={form}
            name="mayAskForAccess"
            label={labels.mayAskForAccess}
            choices={[
              {
                value: 'yes',
                text: 'People may ask for it',
                hint: 'Whoever was given the link of one. It tells them no more than the link did.',
              },
            ]}
          />
        </AdminForm>
      </>
    ),
  });
}
