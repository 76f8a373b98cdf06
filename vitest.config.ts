import { defineConfig } from 'vitest/config';

/**
 * `unit` (pure code and the repository itself, in Node), `worker` (inside workerd; its own config file), `e2e` (real relay, real
 * browsers, real Alertmanager), and `e2e-waiting`: what waits for minutes until a browser has read its policy or ends a
 * worker, and so can run beside the rest.
 */
const e2e = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 };
const waiting = 'test/e2e/{policy,policy-firefox,idle-death}.test.ts';

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
          ...e2e,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [waiting],
        },
      },
      { test: { ...e2e, name: 'e2e-waiting', include: [waiting] } },
    ],
  },
});
