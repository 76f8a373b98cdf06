import * as v from 'valibot';
import { Settings } from '../../shared/model/settings.ts';
import { readMeta, writeMeta } from './meta.ts';

const KEY = 'settings';

/** What the organisation has settled; what it has not, and settings that came with a later version, as they hold by default. */
export function readSettings(sql: SqlStorage): Settings {
  return v.parse(Settings, JSON.parse(readMeta(sql, KEY) ?? '{}'));
}

export function saveSettings(sql: SqlStorage, settings: Settings): void {
  writeMeta(sql, KEY, JSON.stringify(settings));
}

/** The moment before which something is too old that is kept for so many days. */
export function daysBefore(atMs: number, days: number): string {
  return new Date(atMs - days * 24 * 3_600_000).toISOString();
}
