import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import type { Catalogue } from './catalogue.ts';
import { doneWords } from './done-words.ts';
import type { Noun } from './noun.ts';
import { SearchForm, sought } from './search-form.tsx';
import { sections } from './sections.ts';
import { Empty, Table } from './table.tsx';

/** From this many on, nobody reads a list from top to bottom. */
const SEARCHED_FROM = 12;

/** The list of all of a kind, perhaps narrowed to those whose name or id holds some letters. */
export function nounList<Item extends { readonly id: string; readonly name: string }>(
  noun: Noun<Item>,
  visit: AdminVisit,
  catalogue: Catalogue,
): Promise<Response> {
  const { name, path } = sections[noun.section];
  const query = new URL(visit.request.url).searchParams;
  const all = noun.all(catalogue);
  const shown = all.filter((item) => sought(query, item.name, item.id));
  const nameColumn = {
    head: 'Name',
    cell: (item: Item) => <a href={`${path}/edit/${item.id}`}>{item.name}</a>,
  };
  return adminPage({
    person: visit.person,
    section: noun.section,
    title: name,
    notice: doneWords(noun.one, query.get('done')),
    action: (
      <a class="button strong" href={`${path}/add`}>
        Add {noun.article} {noun.one}
      </a>
    ),
    children: (
      <>
        <p class="lead">{noun.lead}</p>
        {all.length >= SEARCHED_FROM && <SearchForm query={query} label="Name or id" />}
        {shown.length > 0 && (
          <Table
            label={name}
            items={shown}
            keyOf={({ id }) => id}
            columns={[nameColumn, ...noun.columns(catalogue)]}
          />
        )}
        {all.length === 0 && (
          <Empty>
            <p>{noun.empty}</p>
          </Empty>
        )}
        {all.length > 0 && shown.length === 0 && (
          <Empty>
            <p>Nothing matches.</p>
          </Empty>
        )}
      </>
    ),
  });
}
