import { runMain } from './lib/refusal.ts';
import { checkSizes } from './size/check-sizes.ts';

/** `npm run size`: every size beside its budget. */
await runMain(async () => checkSizes());
