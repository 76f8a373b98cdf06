import * as v from 'valibot';
import { PersonId } from '../shared/model/audience.ts';
import { firstInvitationSecret } from '../worker/auth/first-invitation.ts';
import { Refusal, runMain } from './lib/refusal.ts';
import { readFlags } from './serve/flags.ts';
import { readSecretFile } from './serve/secret-file.ts';

/*
 * `npm run invite -- --url https://masthead.example.com --person ada@example.com [--key-file FILE]`: the address that signs the first
 * admin in, once, within a day. It needs the relay's key (MASTHEAD_KEY or the file) and asks nobody: the relay takes it for an address
 * that `admins` in its setting names, and for no other.
 */
const VALID_MS = 24 * 3_600_000;

const usage =
  'npm run invite -- --url https://masthead.example.com --person ada@example.com [--key-file FILE]';

await runMain(async () => {
  const { url, person, keyFile } = readInvitation();
  const key = readKey(keyFile);
  const expiresAt = new Date(Date.now() + VALID_MS).toISOString();
  console.log(`${url}/sign-in#${await firstInvitationSecret(key, { person, expiresAt })}`);
  console.error(
    `Good once, for ${person}, until ${expiresAt}. Whoever opens it is an admin: send it to nobody else.`,
  );
});

function readKey(path: string | undefined): string {
  if (path !== undefined) {
    const file = readSecretFile(path);
    if ('fault' in file) throw new Refusal(file.fault);
    return file.secret;
  }
  const key = process.env['MASTHEAD_KEY'];
  if (!key) throw new Refusal('Set MASTHEAD_KEY, or name the file that holds it with --key-file.');
  return key;
}

function readInvitation(): { url: string; person: string; keyFile: string | undefined } {
  const values = readFlags(process.argv.slice(2), ['url', 'person', 'key-file'], [], usage);
  const person = v.safeParse(PersonId, values.person);
  if (!person.success) throw new Refusal('Name the address with --person, such as --person ada@example.com.');
  if (!values.url || !URL.canParse(values.url))
    throw new Refusal("Name the relay's address with --url, such as --url https://masthead.example.com.");
  return { url: new URL(values.url).origin, person: person.output, keyFile: values['key-file'] };
}
