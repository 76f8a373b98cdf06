import { parseArgs } from 'node:util';
import { Refusal } from '../lib/refusal.ts';

/** Reads flags of which each takes a text or nothing. Refuses what it does not know, with the usage. */
export function readFlags<Text extends string, Switch extends string>(
  args: readonly string[],
  texts: readonly Text[],
  switches: readonly Switch[],
  usage: string,
): Partial<Record<Text, string>> & Partial<Record<Switch, boolean>> {
  const options = Object.fromEntries([
    ...texts.map((name) => [name, { type: 'string' as const }]),
    ...switches.map((name) => [name, { type: 'boolean' as const }]),
  ]) as Record<string, { type: 'string' | 'boolean' }>;
  try {
    const { values } = parseArgs({ args: [...args], options });
    return values as Partial<Record<Text, string>> & Partial<Record<Switch, boolean>>;
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}
