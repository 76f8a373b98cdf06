import type { Rejection } from '../../shared/core/rejection.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { viewerOf, viewOf } from '../../shared/core/view.ts';
import { type Position, samePosition } from '../../shared/protocol/cursor.ts';
import { limits } from '../../shared/protocol/limits.ts';
import { randomHex } from '../random.ts';
import { viewText } from './fit.ts';
import { owedShards } from './owed.ts';

/** A view that somebody has asked for: who may read it, the shard that serves it, and where its stream stands. */
export interface RegisteredView {
  readonly key: string;
  /** Random, so that an address shows nothing of the audiences. */
  readonly shard: string;
  readonly position: Position;
}

export function allViews(sql: SqlStorage): RegisteredView[] {
  return sql.exec<ViewRow>('SELECT key, shard, epoch, offset FROM views').toArray().map(fromRow);
}

export function findView(sql: SqlStorage, key: string): RegisteredView | null {
  const row = sql
    .exec<ViewRow>('SELECT key, shard, epoch, offset FROM views WHERE key = ?', key)
    .toArray()[0];
  return row ? fromRow(row) : null;
}

/**
 * The view of this key, registered now where it is new. At the cap, views that nobody known belongs to any more make
 * room first. Each view has an epoch of its own: a cursor of one can never pass for a cursor of another.
 */
export function registerView(
  sql: SqlStorage,
  key: string,
  keysInUse: () => ReadonlySet<string>,
): RegisteredView | Rejection {
  const known = findView(sql, key);
  if (known) return known;
  if (countViews(sql) >= limits.views) dropUnused(sql, keysInUse());
  if (countViews(sql) >= limits.views) {
    return { rejected: 'too_many_views', detail: `There are already ${limits.views} distinct views.` };
  }
  const view = { key, shard: randomHex(16), position: { epoch: randomHex(16), offset: 0 } };
  sql.exec(
    'INSERT INTO views (key, shard, epoch, offset) VALUES (?, ?, ?, ?)',
    key,
    view.shard,
    view.position.epoch,
    view.position.offset,
  );
  return view;
}

/** Moves the view on by `steps` frames and notes that its shard has to be told, the next time at `retryAt`. */
export function moveView(
  sql: SqlStorage,
  view: RegisteredView,
  steps: number,
  retryAt: string,
): RegisteredView {
  const offset = view.position.offset + steps;
  sql.exec('UPDATE views SET offset = ?, retry_at = ? WHERE key = ?', offset, retryAt, view.key);
  return { ...view, position: { ...view.position, offset } };
}

/** The views whose shards are owed something at this time. */
export function owedViews(sql: SqlStorage, at: string): RegisteredView[] {
  return sql
    .exec<ViewRow>('SELECT key, shard, epoch, offset FROM views WHERE retry_at <= ?', at)
    .toArray()
    .map(fromRow);
}

export function retryLater(sql: SqlStorage, shard: string, retryAt: string): void {
  sql.exec('UPDATE views SET retry_at = ? WHERE shard = ?', retryAt, shard);
}

/** When the next shard is owed something; `null` where all have been told. */
export function nextRetryAt(sql: SqlStorage): string | null {
  return sql.exec<{ at: string | null }>('SELECT MIN(retry_at) AS at FROM views').one().at;
}

/** The JSON text of a view, made once for each position. */
export class ViewTexts {
  readonly #texts = new Map<string, { readonly position: Position; readonly text: string }>();

  of(state: RelayState, { key, position }: RegisteredView): string {
    const held = this.#texts.get(key);
    if (held && samePosition(held.position, position)) return held.text;
    const text = viewText(viewOf(state, viewerOf(key)));
    this.#texts.set(key, { position, text });
    return text;
  }

  /** Drops all: what was made inside a transaction that did not hold must not be shown. */
  clear(): void {
    this.#texts.clear();
  }
}

type ViewRow = { key: string; shard: string; epoch: string; offset: number };

function fromRow({ key, shard, epoch, offset }: ViewRow): RegisteredView {
  return { key, shard, position: { epoch, offset } };
}

function countViews(sql: SqlStorage): number {
  return sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM views').one().count;
}

function dropUnused(sql: SqlStorage, keysInUse: ReadonlySet<string>): void {
  const owed = owedShards(sql);
  for (const { key, shard } of allViews(sql)) {
    if (keysInUse.has(key)) continue;
    // Its shard still has sockets to close: it goes when that is done.
    if (owed.has(shard)) continue;
    sql.exec('DELETE FROM views WHERE key = ?', key);
  }
}
