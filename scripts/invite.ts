import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { PersonId } from '../shared/model/audience.ts';
import { firstInvitationSecret } from '../worker/auth/first-invitation.ts';
import { Refusal } from './lib/refusal.ts';

/*
 * `npm run invite -- --url https://masthead.example.com --person ada@example.com [--key-file FILE]`: the address that signs the first
 * admin in, once, within a day. It needs the relay's key (MASTHEAD_KEY or the file) and asks nobody: the relay takes it for an address
 * that `admins` in its setting names, and for no other.
 */
const VALID_MS = 24 * 3_600_000;

try {
  const { url, person, keyFile } = readFlags();
  const key = keyFile === undefined ? process.env['MASTHEAD_KEY'] : readFileSync(keyFile, 'utf8').trim();
  if (!key) throw new Refusal('Set MASTHEAD_KEY, or name the file that holds it with --key-file.');
  const expiresAt = new Date(Date.now() + VALID_MS).toISOString();
  console.log(`${url}/sign-in#${await firstInvitationSecret(key, { person, expiresAt })}`);
  console.error(
    `Good once, for ${person}, until ${expiresAt}. Whoever opens it is an admin: send it to nobody else.`,
  );
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function readFlags(): { url: string; person: string; keyFile: string | undefined } {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, person: { type: 'string' }, 'key-file': { type: 'string' } },
  });
  const person = v.safeParse(PersonId, values.person);
  if (!person.success) throw new Refusal('Name the address with --person, such as --person ada@example.com.');
  if (!values.url || !URL.canParse(values.url))
    throw new Refusal("Name the relay's address with --url, such as --url https://masthead.example.com.");
  return { url: new URL(values.url).origin, person: person.output, keyFile: values['key-file'] };
}
