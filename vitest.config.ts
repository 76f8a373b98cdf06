import { defineConfig } from 'vitest/config';

/**
 * Three projects: `unit` (pure code and the repository itself, in Node), `worker` (inside workerd; its own config file)
 * and `e2e` (real relay, real browsers, real Alertmanager).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['test/{core,protocol,model,inbound,extension,ui,scripts,repository}/**/*.test.{ts,tsx}'],
        },
      },
      './vitest.worker.config.ts',
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
