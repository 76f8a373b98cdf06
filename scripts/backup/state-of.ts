import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { Refusal } from '../lib/refusal.ts';

/** The state folder that is meant: named outright, or by a relay's configuration file, whose other settings do not matter here. */
export function stateOf({ config, state }: { config?: string; state?: string }, usage: string): string {
  if (state) return state;
  if (!config) throw new Refusal(usage);
  try {
    const File = v.object({ stateFolder: v.string() });
    return v.parse(File, JSON.parse(readFileSync(config, 'utf8'))).stateFolder;
  } catch {
    throw new Refusal(`${config} cannot be read, or names no stateFolder.`);
  }
}
