import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from './lib/refusal.ts';
import { scrubDatabases } from './relay/scrub-databases.ts';

/** `npm run scrub -- [--state DIR]`: after somebody was erased, takes what was deleted out of the files too. The relay must be stopped. */
await runMain(async () => {
  const { values } = parseArgs({ options: { state: { type: 'string', default: '.state' } } });
  const count = await scrubDatabases(resolve(values.state));
  console.log(
    `${count} databases rewritten: nothing that was deleted is left in them. Backups are another matter.`,
  );
});
