import type { Draft } from '../../../shared/model/draft.ts';
import type { IncidentView } from '../../../shared/protocol/view.ts';
import { pageTable } from '../page-table.ts';
import type { ConsoleContent } from './console-content.ts';
import {
  AffectedGroup,
  AudiencesGroup,
  EveryoneField,
  LinksGroup,
  MessageFields,
  PhaseField,
  ReopenField,
  ServicesGroup,
  SeverityField,
} from './field-groups.tsx';
import { FormHead, LineField } from './fields.tsx';
import type { FormState } from './form-state.ts';

const action = pageTable.sendFromConsole.path;

/** Opens an incident; with a draft, makes one of it. */
export function OpeningForm({
  form,
  content,
  draft,
}: {
  form: FormState;
  content: ConsoleContent;
  draft?: Draft;
}) {
  return (
    <form method="post" action={action}>
      <FormHead form={form} does={draft ? 'publish' : 'open'} {...(draft && { id: draft.id })} />
      <LineField form={form} name="title" label="Title" hint="What is going on, in a few words." required />
      <ServicesGroup form={form} services={content.view.services} />
      <SeverityField form={form} />
      <PhaseField form={form} />
      <MessageFields form={form} />
      <LinksGroup form={form} />
      <AudiencesGroup form={form} audiences={content.audiences} />
      {draft && isForFew(draft, content) && <EveryoneField form={form} />}
      <p class="actions">
        <button class="button strong">{draft ? 'Publish' : 'Open incident'}</button>
      </p>
    </form>
  );
}

/** Posts an update, or says that it is over. */
export function UpdateForm({
  form,
  incident,
  content,
}: {
  form: FormState;
  incident: IncidentView;
  content: ConsoleContent;
}) {
  const isAffected = (id: string) => incident.services.some((s) => s.id === id);
  return (
    <form method="post" action={action}>
      <FormHead form={form} does="update" id={incident.id} />
      <input type="hidden" name="revision" value={incident.revision} />
      <MessageFields form={form} />
      <PhaseField form={form} />
      {incident.phase !== 'investigating' && <ReopenField form={form} />}
      <SeverityField form={form} />
      <AffectedGroup
        form={form}
        affected={content.view.services.filter(({ id }) => isAffected(id))}
        others={content.view.services.filter(({ id }) => !isAffected(id))}
      />
      {/* The first button is the one that the Enter key presses. */}
      <p class="actions">
        <button class="button strong">Post update</button>
        <button class="button" name="resolve" value="yes">
          It is over
        </button>
      </p>
    </form>
  );
}

export function DiscardForm({ form, draft }: { form: FormState; draft: Draft }) {
  return (
    <form method="post" action={action}>
      <FormHead form={form} does="discard" id={draft.id} />
      <p class="actions">
        <button class="button">Put aside</button>
      </p>
    </form>
  );
}

function isForFew(draft: Draft, { sources }: ConsoleContent): boolean {
  const readers =
    draft.kind === 'written'
      ? draft.written.audiences
      : sources.find(({ id }) => id === draft.sourceId)?.rule.audiences;
  return (readers ?? []).length > 0;
}
