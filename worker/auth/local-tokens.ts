import * as v from 'valibot';
import { type Role, roles } from '../../shared/model/person.ts';
import type { Env } from '../env.ts';
import type { PersonActor } from '../hub/hub-api.ts';
import { isSameSecret, sha256Hex } from './hash.ts';

const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const LocalTokens = v.object({ admin: Hash, liaison: Hash, stakeholder: Hash });
type LocalTokens = v.InferOutput<typeof LocalTokens>;

/** True where the relay runs for one machine, with a token for each role. */
export function isLocalMode(env: Env): boolean {
  return readTokens(env) !== null;
}

/** The person behind a local bearer token, or `null`. All hashes are compared, so that time tells nothing. */
export async function readLocalToken(token: string, env: Env): Promise<PersonActor | null> {
  const tokens = readTokens(env);
  if (!tokens) return null;
  const hash = await sha256Hex(token);
  const [role] = roles.filter((role) => isSameSecret(hash, tokens[role]));
  return role ? localPerson(role) : null;
}

/** Local mode knows one person of each role. */
export function localPerson(role: Role): PersonActor {
  const names: Record<Role, string> = { admin: 'Admin', liaison: 'Liaison', stakeholder: 'Stakeholder' };
  return { kind: 'person', id: `${role}@masthead.local`, name: names[role], role };
}

// Every request asks, and the setting does not change while the isolate lives.
let read: { readonly text: string; readonly tokens: LocalTokens | null } | null = null;

function readTokens({ MASTHEAD_LOCAL_TOKENS: text }: Env): LocalTokens | null {
  if (!text) return null;
  if (read?.text !== text) {
    const parsed = v.safeParse(LocalTokens, parseJson(text));
    read = { text, tokens: parsed.success ? parsed.output : null };
  }
  return read.tokens;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
