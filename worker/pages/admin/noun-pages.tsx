import { problems } from '../../../shared/protocol/problem.ts';
import { type FormState, freshForm } from '../console/form-state.ts';
import { seeOther } from '../see-other.ts';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi, type Refused } from './call-api.ts';
import { type Catalogue, loadCatalogue } from './catalogue.ts';
import type { Noun } from './noun.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { nounList } from './noun-list.tsx';
import { byId, removalPages, withOne } from './removal.tsx';
import { sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';

interface NounPages {
  readonly list: AdminHandler;
  readonly add: AdminHandler;
  readonly sendAdd: AdminHandler;
  readonly edit: AdminHandler;
  readonly sendEdit: AdminHandler;
  readonly remove: AdminHandler;
  readonly sendRemove: AdminHandler;
}

/** The pages of one kind of thing: its list, a form to add, one to change, and one that asks before it removes. */
export function nounPages<Item extends { readonly id: string; readonly name: string }>(
  noun: Noun<Item>,
): NounPages {
  const { path } = sections[noun.section];
  const Heads = capital(noun.one);
  // In the order in which the fields stand.
  const labels = { name: '', id: 'Id', ...noun.labels };

  const removal = removalPages<Item>({
    section: noun.section,
    find: async (visit) => byId(visit, noun.all(await loadCatalogue(visit))),
    title: ({ name }) => `Remove “${name}”?`,
    text: () => <p>{noun.removal}</p>,
    button: `Remove ${noun.one}`,
    call: noun.calls.remove,
    params: ({ id }) => ({ id }),
    done: 'removed',
    back: ({ id }) => `${path}/edit/${id}`,
  });

  return {
    list: async (visit) => nounList(noun, visit, await loadCatalogue(visit)),

    add: async (visit) => addPage(visit, await loadCatalogue(visit), fresh(null), 200),

    sendAdd: (visit) =>
      withForm(visit, async (sent) => {
        const id = sent.values.get('id')?.trim();
        const body = { ...(id ? { id } : {}), ...noun.body(sent.values, null) };
        const made = await callApi(visit, noun.calls.create, { body, repeat: sent.repeat });
        if (made.ok)
          return noun.afterAdding ? noun.afterAdding(visit, made.value) : seeOther(`${path}?done=added`);
        const form = back(sent.values, made, body);
        return addPage(visit, await loadCatalogue(visit), form, problems[made.code].status);
      }),

    edit: (visit) => withItem(visit, (item, all) => editPage(visit, all, item, fresh(item), 200)),

    sendEdit: (visit) =>
      withItem(visit, (item, catalogue) =>
        withForm(visit, async (sent) => {
          const body = noun.body(sent.values, item);
          const saved = await callApi(visit, noun.calls.replace, { params: { id: item.id }, body });
          if (saved.ok) return seeOther(`${path}?done=saved`);
          const form = back(sent.values, saved, body);
          return editPage(visit, catalogue, item, form, problems[saved.code].status);
        }),
      ),

    remove: removal.ask,
    sendRemove: removal.send,
  };

  function fresh(item: Item | null): FormState {
    return { ...freshForm(noun.one), values: noun.values(item) };
  }

  function back(values: URLSearchParams, refused: Refused, body: unknown): FormState {
    return comesBack(noun.one, values, refused, labels, body);
  }

  async function withItem(
    visit: AdminVisit,
    work: (item: Item, catalogue: Catalogue) => Promise<Response>,
  ): Promise<Response> {
    const catalogue = await loadCatalogue(visit);
    return withOne(
      visit,
      async () => byId(visit, noun.all(catalogue)),
      (item) => work(item, catalogue),
    );
  }

  function addPage(visit: AdminVisit, catalogue: Catalogue, form: FormState, status: number) {
    return adminPage({
      person: visit.person,
      section: noun.section,
      title: `Add ${noun.article} ${noun.one}`,
      status,
      children: (
        <>
          <FreshNotice visit={visit} call={noun.calls.create} />
          <AdminForm form={form} button={`Add ${noun.one}`} back={path} labels={labels}>
            <noun.Fields form={form} catalogue={catalogue} item={null} />
          </AdminForm>
        </>
      ),
    });
  }

  async function editPage(
    visit: AdminVisit,
    catalogue: Catalogue,
    item: Item,
    form: FormState,
    status: number,
  ) {
    return adminPage({
      person: visit.person,
      section: noun.section,
      title: item.name,
      status,
      action: (
        <a class="button danger" href={`${path}/remove/${item.id}`}>
          Remove…
        </a>
      ),
      children: (
        <>
          <p class="detail">
            {Heads} with the id <span class="mono">{item.id}</span>
          </p>
          <FreshNotice visit={visit} call={noun.calls.replace} />
          <AdminForm form={form} button="Save" back={path} labels={noun.labels}>
            <noun.Fields form={form} catalogue={catalogue} item={item} />
          </AdminForm>
          {await noun.below?.(visit, item)}
        </>
      ),
    });
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
