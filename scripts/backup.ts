import { makeBackup } from './backup/make-backup.ts';
import { stateOf } from './backup/state-of.ts';
import { Refusal, runMain } from './lib/refusal.ts';
import { readFlags } from './serve/flags.ts';

const usage = 'npm run backup -- --config FILE (or --state DIR) --to FILE-OR-DIR';

/** `npm run backup`: the relay's database in one file, while it runs. The key and other secrets are not in it. */
await runMain(async () => {
  const { to, ...where } = readFlags(process.argv.slice(2), ['config', 'state', 'to'], [], usage);
  if (!to) throw new Refusal(usage);
  const { path, bytes, madeAt } = await makeBackup(stateOf(where, usage), to);
  console.log(`${path} (${bytes} bytes) holds the relay as it was at ${madeAt}. Keep the key apart from it.`);
});
