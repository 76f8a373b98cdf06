import { stateOf } from './backup/state-of.ts';
import { runMain } from './lib/refusal.ts';
import { scrubDatabases } from './relay/scrub-databases.ts';
import { readFlags } from './serve/flags.ts';

const usage = 'npm run scrub -- --config FILE (or --state DIR)';

/** `npm run scrub`: after somebody was erased, takes what was deleted out of the files too. The relay must be stopped. */
await runMain(async () => {
  const where = readFlags(process.argv.slice(2), ['config', 'state'], [], usage);
  const count = await scrubDatabases(stateOf(where, usage));
  console.log(
    `${count} databases rewritten: nothing that was deleted is left in them. Backups are another matter.`,
  );
});
