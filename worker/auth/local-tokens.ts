import * as v from 'valibot';
import { type Role, roles } from '../../shared/model/person.ts';
import type { Env } from '../env.ts';
import type { Caller } from '../hub/hub-api.ts';
import { isSameSecret, sha256Hex } from './hash.ts';

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** `MASTHEAD_LOCAL_TOKENS`: the SHA-256 (hex) of the token of each role. */
export const LocalTokens = v.object({
  admin: Hash,
  liaison: Hash,
  responder: v.optional(Hash),
  stakeholder: Hash,
});
type LocalTokens = v.InferOutput<typeof LocalTokens>;

/** True where the relay runs for one machine, with a token for each role. */
export function isLocalMode(env: Env): boolean {
  return readSetting(env) !== null;
}

/** The person behind a local bearer token, or `null`. All hashes are compared, so that time tells nothing. */
export async function readLocalToken(token: string, env: Env): Promise<Caller | null> {
  const setting = readSetting(env);
  if (!setting) return null;
  const known = setting.known.get(token);
  if (known) return known;
  const hash = await sha256Hex(token);
  const [role] = roles.filter((role) => isSameSecret(hash, setting.tokens[role] ?? ''));
  if (!role) return null;
  const person = localPerson(role);
  setting.known.set(token, person);
  return person;
}

/** Local mode knows one person of each role. */
export function localPerson(role: Role): Caller {
  const names: Record<Role, string> = {
    admin: 'Admin',
    liaison: 'Liaison',
    responder: 'Responder',
    stakeholder: 'Stakeholder',
  };
  return { kind: 'person', id: `${role}@masthead.local`, name: names[role], role };
}

/** The setting as it was read, and the right tokens that were shown since: every request of a crowd would be hashed. */
interface Setting {
  readonly tokens: LocalTokens;
  readonly known: Map<string, Caller>;
}

// Every request asks, and the setting does not change while the isolate lives.
let read: { readonly text: string; readonly setting: Setting | null } | null = null;

function readSetting({ MASTHEAD_LOCAL_TOKENS: text }: Env): Setting | null {
  if (!text) return null;
  if (read?.text !== text) {
    const parsed = v.safeParse(LocalTokens, parseJson(text));
    read = { text, setting: parsed.success ? { tokens: parsed.output, known: new Map() } : null };
  }
  return read.setting;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
