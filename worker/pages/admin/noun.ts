import type { ComponentChildren, VNode } from 'preact';
import type { JsonId } from '../../../shared/protocol/api-table.ts';
import type { FormState } from '../console/form-state.ts';
import type { AdminVisit } from './admin-visit.ts';
import type { Catalogue } from './catalogue.ts';
import type { SectionId } from './sections.ts';
import type { Column } from './table.tsx';

/** What a page has to work with. */
export interface FieldsProps<Item> {
  readonly form: FormState;
  readonly catalogue: Catalogue;
  /** `null` where a new one is made. */
  readonly item: Item | null;
}

/** One kind of thing that an admin keeps by hand: how it is listed, written down, and what the API calls that are. */
export interface Noun<Item extends { readonly id: string; readonly name: string }> {
  readonly section: SectionId;
  /** "service", as in "Add a service". */
  readonly one: string;
  readonly article: 'a' | 'an';
  /** What it is for, above the list. */
  readonly lead: ComponentChildren;
  /** Said where there is none yet. */
  readonly empty: string;
  /** What goes with it when it is removed. */
  readonly removal: string;
  readonly calls: {
    readonly create: JsonId;
    readonly replace: JsonId;
    readonly remove: JsonId;
  };
  readonly all: (catalogue: Catalogue) => readonly Item[];
  /** Beside the name, which names the row. */
  readonly columns: (catalogue: Catalogue) => readonly Column<Item>[];
  readonly labels: Readonly<Record<string, string>>;
  readonly values: (item: Item | null) => URLSearchParams;
  readonly body: (values: URLSearchParams, item: Item | null) => Record<string, unknown>;
  readonly Fields: (props: FieldsProps<Item>) => VNode;
  /** A page in place of the list after something was added: for what is shown once. */
  readonly afterAdding?: (visit: AdminVisit, made: unknown) => Promise<Response>;
  /** What stands below the form of one. */
  readonly below?: (visit: AdminVisit, item: Item) => Promise<VNode | null>;
}
