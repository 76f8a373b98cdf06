import { runMain } from './lib/refusal.ts';
import { makePackages } from './packages/make-packages.ts';

/** `npm run zip`: what the three stores are given, with its checksums, in `.output/packages`. */
await runMain(async () => {
  for (const { path, bytes } of await makePackages()) {
    console.log(`${(bytes / 1_000).toFixed(1).padStart(7)} kB  ${path}`);
  }
});
