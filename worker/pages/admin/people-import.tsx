import type { VNode } from 'preact';
import type { ImportAnswer, PersonChange } from '../../../shared/protocol/people.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { FileField, ProseField } from '../console/fields.tsx';
import { type FormState, freshForm } from '../console/form-state.ts';
import { seeOther } from '../see-other.ts';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { counted } from './attention.ts';
import { callApi } from './call-api.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { sections } from './sections.ts';
import { comesBack, type SentForm, withForm } from './sent-form.ts';
import { Table } from './table.tsx';

const { path } = sections.people;
const labels = { file: 'CSV file', csv: 'Or the text of one' };

/** A form sends each byte of a pasted text as up to three. */
const FORM_BYTES = 3 * limits.csvBytes;

export function importPage(visit: AdminVisit): Promise<Response> {
  return page(visit, freshForm('import'), null, 200);
}

/** First tells what the file would change; only the second button, under that, changes it. */
export function sendImport(visit: AdminVisit): Promise<Response> {
  return withForm(visit, (sent) => takeFile(visit, sent), FORM_BYTES);
}

async function takeFile(visit: AdminVisit, { values, repeat }: SentForm): Promise<Response> {
  // What a file held comes back as text, so that a fault can be mended where it is told.
  const csv = values.get('file') || (values.get('csv') ?? '');
  values.delete('file');
  values.set('csv', csv);
  const bytes = new TextEncoder().encode(csv);
  const isMeant = values.get('step') === 'import';
  const query = new URLSearchParams({
    dryRun: String(!isMeant),
    removeMissing: String(values.has('removeMissing')),
  });
  const answer = await callApi(visit, 'importPeople', { bytes, query, ...(isMeant ? { repeat } : {}) });
  if (!answer.ok) {
    const form = comesBack('import', values, answer, labels, {});
    return page(visit, form, null, problems[answer.code].status);
  }
  if (isMeant) return seeOther(`${path}?done=imported`);
  return page(visit, { ...freshForm('import'), values }, answer.value, 200);
}

function page(
  visit: AdminVisit,
  form: FormState,
  plan: ImportAnswer | null,
  status: number,
): Promise<Response> {
  return adminPage({
    person: visit.person,
    section: 'people',
    title: 'Import people',
    status,
    children: (
      <>
        <p class="lead">
          A table with the columns email, name, role and audiences, as the export has them. What is left empty
          stays as it is.
        </p>
        <FreshNotice visit={visit} call="importPeople" />
        {plan && <Plan plan={plan} form={form} />}
        <AdminForm form={form} button="See what would change" back={path} labels={labels} hasFile>
          <FileField form={form} name="file" label={labels.file} accept=".csv,text/csv" />
          <ProseField form={form} name="csv" label={labels.csv} hint="The first line names the columns." />
          <RemoveMissing form={form} />
        </AdminForm>
      </>
    ),
  });
}

function RemoveMissing({ form }: { form: FormState }) {
  return (
    <label class="check">
      <input type="checkbox" name="removeMissing" value="yes" checked={form.values.has('removeMissing')} />
      Who is not in the file is removed
    </label>
  );
}

function Plan({ plan, form }: { plan: ImportAnswer; form: FormState }): VNode {
  const { rows, unchanged, changes, faults } = plan;
  const isGood = faults.length === 0 && changes.length > 0;
  return (
    <section class="stack" aria-label="What would change">
      <h2>{faults.length > 0 ? 'The file cannot be taken' : 'What would change'}</h2>
      <p>
        {counted(rows, 'row')}: {counted(changes.length, 'change')}, {unchanged} as they are.
      </p>
      {faults.length > 0 && (
        <Table
          label="Faults"
          items={faults}
          keyOf={({ line, message }) => `${line} ${message}`}
          columns={[
            { head: 'Line', cell: ({ line }) => line ?? 'whole file' },
            { head: 'Fault', cell: ({ message }) => message },
          ]}
        />
      )}
      {changes.length > 0 && (
        <Table
          label="Changes"
          items={changes}
          keyOf={({ id }) => id}
          columns={[
            { head: 'Person', cell: ({ id }) => id },
            { head: 'Is', cell: ({ what }) => what },
            { head: 'How', cell: howChanged },
          ]}
        />
      )}
      {isGood && (
        <form class="panel" method="post">
          <input type="hidden" name="key" value={form.key} />
          <input type="hidden" name="step" value="import" />
          <input type="hidden" name="csv" value={form.values.get('csv') ?? ''} />
          {form.values.has('removeMissing') && <input type="hidden" name="removeMissing" value="yes" />}
          <p class="actions start">
            <button class="button strong">Import</button>
          </p>
        </form>
      )}
    </section>
  );
}

function howChanged({ what, changed }: PersonChange): string {
  return Object.entries(changed)
    .filter(([name]) => what !== 'added' || name !== 'isActive')
    .map(([name, { from, to }]) => `${fieldWords[name] ?? name}: ${textOf(from)} → ${textOf(to)}`)
    .join('; ');
}

const fieldWords: Readonly<Record<string, string>> = { isActive: 'may sign in' };

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && value !== '' ? value : 'none';
}
