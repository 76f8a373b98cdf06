import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { errorCode, Refusal, runMain } from './lib/refusal.ts';

/** `npm run new-key -- FILE`: a key for a relay, in a file that only its owner may read. One that is there stays. */
await runMain(async () => {
  const [path] = process.argv.slice(2);
  if (!path) throw new Refusal('npm run new-key -- FILE');
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    const code = errorCode(error);
    throw new Refusal(
      code === 'EEXIST'
        ? `${path} is there already and stays as it is: another key makes every token and device worthless.`
        : `${path} cannot be written (${code}).`,
    );
  }
  console.log(`${path} holds a new key. Keep a copy apart from the backups.`);
});
