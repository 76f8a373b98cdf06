import type { ComponentChildren } from 'preact';
import type { JsonId } from '../../../shared/protocol/api-table.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { type FormState, freshForm } from '../console/form-state.ts';
import { refusalPage } from '../message-page.tsx';
import { seeOther } from '../see-other.ts';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { FreshNotice } from './fresh-notice.tsx';
import { type SectionId, sections } from './sections.ts';
import { comesBack, withForm } from './sent-form.ts';

/** How one thing of a kind is taken away: how it is found, what is asked before, and which call of the API does it. */
export interface Removal<Item> {
  readonly section: SectionId;
  /** The one that the address names, or nothing. */
  readonly find: (visit: AdminVisit) => Promise<Item | undefined>;
  readonly title: (item: Item) => string;
  readonly text: (item: Item) => ComponentChildren;
  /** Words of the button. */
  readonly button: string;
  readonly call: JsonId;
  readonly params: (item: Item) => Readonly<Record<string, string>>;
  readonly done: 'removed' | 'revoked' | 'erased';
  /** Where one goes who does not want to; the list unless given. */
  readonly back?: (item: Item) => string;
  /** What has to be typed first, by its name in the body. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly Fields?: (props: { readonly form: FormState }) => ComponentChildren;
}

/** The page that asks, and what its form does. */
export function removalPages<Item>(of: Removal<Item>): {
  readonly ask: AdminHandler;
  readonly send: AdminHandler;
} {
  const { path } = sections[of.section];
  const labels = of.labels ?? {};

  return {
    ask: (visit) => withOne(visit, of.find, (item) => page(visit, item, freshForm(of.done), 200)),
    send: (visit) =>
      withOne(visit, of.find, (item) =>
        withForm(visit, async (sent) => {
          const { values, repeat } = sent;
          const body = Object.fromEntries(Object.keys(labels).map((name) => [name, values.get(name) ?? '']));
          const gone = await callApi(visit, of.call, { params: of.params(item), body, repeat });
          if (gone.ok) return seeOther(`${path}?done=${of.done}`);
          const form = comesBack(of.done, values, gone, labels, body);
          return page(visit, item, form, problems[gone.code].status);
        }),
      ),
  };

  function page(visit: AdminVisit, item: Item, form: FormState, status: number): Promise<Response> {
    return adminPage({
      person: visit.person,
      section: of.section,
      title: of.title(item),
      status,
      children: (
        <>
          <FreshNotice visit={visit} call={of.call} />
          <AdminForm form={form} button={of.button} back={of.back?.(item) ?? path} labels={labels} isDanger>
            {of.text(item)}
            {of.Fields && <of.Fields form={form} />}
          </AdminForm>
        </>
      ),
    });
  }
}

/** Goes on with the one thing that the address names, or says that there is none. */
export async function withOne<Item>(
  visit: AdminVisit,
  find: (visit: AdminVisit) => Promise<Item | undefined>,
  work: (item: Item) => Promise<Response>,
): Promise<Response> {
  const item = await find(visit);
  return item === undefined ? refusalPage('not_found', visit.person) : work(item);
}

/** What has the id of the address. */
export function byId<Item extends { readonly id: string }>(
  visit: AdminVisit,
  items: readonly Item[] | undefined,
): Item | undefined {
  return items?.find(({ id }) => id === visit.params['id']);
}
