import type { ComponentChildren } from 'preact';

export interface Column<Item> {
  readonly head: string;
  readonly cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  /** Says what the table holds, for those who do not see the heading above it. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** The first names the row. */
  readonly columns: readonly [Column<Item>, ...Column<Item>[]];
}

/**
 * A table that becomes a list of its rows where it is narrow. The roles are spelled out, since `display: block` takes the meaning of a
 * table away from it.
 */
export function Table<Item>({ label, items, keyOf, columns }: TableProps<Item>) {
  const [first, ...others] = columns;
  return (
    <table class="table" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ head }) => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr key={keyOf(item)} role="row">
            <th role="rowheader" scope="row" dir="auto">
              {first.cell(item)}
            </th>
            {others.map(({ head, cell }) => (
              <td key={head} role="cell" data-label={head}>
                <span>{cell(item)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where there is nothing yet: what it would be for, and what to do. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}
