import { Refusal, runMain } from './lib/refusal.ts';
import { aborted, stopSignal } from './lib/stop-signal.ts';
import { readFlags } from './serve/flags.ts';
import { mustReadConfiguration, runServed } from './serve/run-served.ts';
import { supervise } from './start/supervise.ts';

const usage = 'npm run serve -- --config FILE [--check]';

/** `npm run serve`: a self-hosted relay of one configuration file, until it is told to stop. `--check` only reads the file. */
await runMain(async () => {
  const { config, check, bundle } = readFlags(process.argv.slice(2), ['config', 'bundle'], ['check'], usage);
  if (!config) throw new Refusal(usage);
  const configuration = await mustReadConfiguration(config);
  if (check) return console.log(`${config} is complete: ${configuration.url} can be served.`);
  const signal = stopSignal();
  const start = () => runServed(configuration, { signal, ...(bundle ? { bundle } : {}) });
  const supervised = supervise(await start(), { start, say: console.error });
  console.log(`ready ${configuration.url}`);
  try {
    await Promise.race([aborted(signal), supervised.givenUp]);
  } finally {
    await supervised.stop();
  }
});
