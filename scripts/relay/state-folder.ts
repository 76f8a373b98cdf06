import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as v from 'valibot';
import { readIfThere, writePrivate } from '../lib/private-file.ts';
import { errorCode, Refusal } from '../lib/refusal.ts';

/** The local bearer tokens, one for each role, and where the relay is. */
export const Credentials = v.object({
  url: v.string(),
  admin: v.string(),
  liaison: v.string(),
  /** Made anew where a folder from before there were responders has none. */
  responder: v.optional(v.string(), newToken),
  stakeholder: v.string(),
});
export type Credentials = v.InferOutput<typeof Credentials>;

/** The absolute path of the state folder, made where it was not there. Refuses one that cannot be written, with `advice`. */
export function prepareStateFolder(dir: string, advice = 'choose another with --state'): string {
  const path = resolve(dir);
  try {
    makeFolder(join(path, 'storage'));
    for (const folder of [path, join(path, 'storage')]) probe(folder);
  } catch (error) {
    throw new Refusal(`The state folder ${path} cannot be written (${errorCode(error)}): ${advice}.`);
  }
  return path;
}

// With a file of its own: the folder may be another relay's, and nothing in it may change before the lock is taken.
function probe(folder: string): void {
  const path = join(folder, `probe.${process.pid}`);
  writePrivate(path, '');
  rmSync(path);
}

// Not `recursive: true`, with which Node 24 tries for ever where a parent is there but takes no folder (/proc).
function makeFolder(path: string): void {
  const make = () => mkdirSync(path, { mode: 0o700 });
  try {
    make();
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    make();
  }
}

/** The relay's key, made at the first start. It is kept beside the database and not in it: one alone opens nothing. */
export function keepKey(stateDir: string): string {
  const path = join(stateDir, 'relay.key');
  const kept = readIfThere(path)?.trim();
  if (kept) return kept;
  const key = randomBytes(32).toString('base64url');
  writePrivate(path, key);
  return key;
}

/** The credentials with the address of this start. The tokens are made at the first start and stay. */
export function keepCredentials(stateDir: string, url: string): Credentials {
  const path = join(stateDir, 'credentials.json');
  const kept = readIfThere(path);
  const credentials = kept ? parseCredentials(kept, path) : newCredentials();
  const current = { ...credentials, url };
  writePrivate(path, `${JSON.stringify(current, null, 2)}\n`);
  return current;
}

function parseCredentials(text: string, path: string): Credentials {
  try {
    return v.parse(Credentials, JSON.parse(text));
  } catch {
    throw new Refusal(`${path} cannot be read: delete it, and the next start makes new tokens.`);
  }
}

function newCredentials(): Credentials {
  const [admin, liaison, responder, stakeholder] = [newToken(), newToken(), newToken(), newToken()];
  return { url: '', admin, liaison, responder, stakeholder };
}

function newToken(): string {
  return `mh_${randomBytes(32).toString('base64url')}`;
}

/** The SHA-256 (hex) of each token as JSON: all that the relay itself is given of them. */
export function hashedTokens({ admin, liaison, responder, stakeholder }: Credentials): string {
  const hash = (token: string) => createHash('sha256').update(token).digest('hex');
  return JSON.stringify({
    admin: hash(admin),
    liaison: hash(liaison),
    responder: hash(responder),
    stakeholder: hash(stakeholder),
  });
}
