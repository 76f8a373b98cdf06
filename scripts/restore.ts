import { restoreBackup } from './backup/restore-backup.ts';
import { stateOf } from './backup/state-of.ts';
import { Refusal, runMain } from './lib/refusal.ts';
import { readFlags } from './serve/flags.ts';

const usage = 'npm run restore -- --config FILE (or --state DIR) --from FILE [--force]';

/** `npm run restore`: a backup in the place of a stopped relay's database, as another history. */
await runMain(async () => {
  const { from, force, ...where } = readFlags(
    process.argv.slice(2),
    ['config', 'state', 'from'],
    ['force'],
    usage,
  );
  if (!from) throw new Refusal(usage);
  const options = { isForced: force ?? false };
  const { madeAt, before, hasLatestCredentials } = await restoreBackup(stateOf(where, usage), from, options);
  console.log(
    `The relay is as it was at ${madeAt}. Every browser takes a fresh snapshot when it is started.`,
  );
  if (before) console.log(`What was there lies in ${before}: delete it when nothing is missed.`);
  if (before && hasLatestCredentials) console.log('People, devices and tokens are as they were last.');
  if (!hasLatestCredentials)
    console.log('Look through people, devices and tokens: what was revoked after the backup is valid again.');
});
