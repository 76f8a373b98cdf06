import { buildAll } from './build-all.ts';
import { runMain } from './lib/refusal.ts';
import { measureSizes, sizeLine } from './size/measure.ts';

/** `npm run build`: everything that is shipped, with its sizes. */
await runMain(async () => {
  await buildAll();
  for (const size of measureSizes()) console.log(sizeLine(size));
});
