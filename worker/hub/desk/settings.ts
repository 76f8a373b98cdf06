import type { Settings } from '../../../shared/model/settings.ts';
import type { Caller } from '../hub-api.ts';
import { actorOf } from '../hub-api.ts';
import { readSettings, saveSettings } from '../settings.ts';
import type { Desk } from './desk.ts';

export function settingsNow({ sql }: Desk): Settings {
  return readSettings(sql);
}

/** Replaces all settings; the audit log says which became what. */
export function replaceSettings({ sql, audit }: Desk, caller: Caller, settings: Settings): Settings {
  const before = readSettings(sql);
  const changed = Object.fromEntries(
    Object.entries(settings)
      .map(([name, value]) => [name, { from: Reflect.get(before, name), to: value }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
  saveSettings(sql, settings);
  audit({ actor: actorOf(caller), action: 'settings.save', outcome: 'done', detail: { changed } });
  return settings;
}
