import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

/** SHA-256 of `test-admin-token`, `test-liaison-token` and `test-stakeholder-token`. */
const localTokens = {
  admin: '17d6bfe05d1b1fb7bc499f8e3f639c7b3eda4c40f321eef8887a0c04c89a99c5',
  liaison: 'c510c458e9d0bb04bb0f420a90b0d71f471f9da7cc94b237397ab1a86a31ff08',
  stakeholder: '9d1a14e1b6618c09c69cf2bda4e89eb296617913ff48b4bfe3aa5c6be0189ec6',
};

/** The tests that run inside workerd, on the worker as `wrangler.jsonc` describes it. */
export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: './wrangler.jsonc' },
      miniflare: {
        bindings: {
          MASTHEAD_KEY: 'dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktdGVzdC0',
          MASTHEAD_LOCAL_TOKENS: JSON.stringify(localTokens),
          // For the soaks of `test/worker/leaks`; absent otherwise.
          ...leaks(),
        },
      },
    }),
  ],
  test: {
    name: 'worker',
    include: ['test/worker/**/*.test.ts'],
    silent: 'passed-only',
    testTimeout: 30_000,
    // A runtime for each file costs more than the tests; every file puts back what it changes and empties the relay.
    isolate: false,
  },
});

function leaks(): Record<string, string> {
  const { LEAK_HISTORIES, LEAK_SEED } = process.env;
  return { ...(LEAK_HISTORIES && { LEAK_HISTORIES }), ...(LEAK_SEED && { LEAK_SEED }) };
}
