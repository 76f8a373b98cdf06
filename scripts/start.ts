import { buildExtension, buildWorker } from './builds.ts';
import { toolHosts } from './demo/organisation.ts';
import { seedDemo } from './demo/seed.ts';
import { writeAlertFiles } from './demo/source-files.ts';
import { serveToolPages } from './demo/tool-pages.ts';
import { freePort } from './lib/port.ts';
import { Refusal, runMain } from './lib/refusal.ts';
import { aborted, stopSignal } from './lib/stop-signal.ts';
import { startRelay } from './relay.ts';
import { prepareStateFolder } from './relay/state-folder.ts';
import { hasDisplay, showInBrowser } from './start/browser-window.ts';
import { parseStartFlags, type StartFlags, usage } from './start/flags.ts';
import { step } from './start/progress.ts';
import { supervise } from './start/supervise.ts';
import { whatNext } from './start/what-next.ts';

/** `npm start`: builds what has changed, starts the relay with the demo, shows it, and runs until it is told to stop. */
await runMain(async () => {
  const flags = parseStartFlags(process.argv.slice(2));
  if (flags.isHelp) return console.log(usage);
  const stopping = stopSignal();
  const closers: Closer[] = [];
  try {
    await run(flags, stopping, closers);
  } catch (error) {
    if (!stopping.aborted) throw error;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
  console.log('Stopped.');
});

/** Ends one thing that was started. They run in reverse order, whatever the end came from. */
type Closer = () => Promise<void>;

async function run(flags: StartFlags, signal: AbortSignal, closers: Closer[]): Promise<void> {
  const stateDir = prepareStateFolder(flags.stateDir);
  const port = await freePort(flags.port);
  await step('Building the worker', () => buildWorker(signal));
  const start = () => startRelay({ port, stateDir, signal });
  const relay = await step('Starting the relay', start);
  const supervised = supervise(relay, { start, say: console.error });
  closers.push(() => supervised.stop());

  const hosts = flags.isEmpty ? [] : toolHosts;
  const extension = await step('Building the extension', () =>
    buildExtension({ browser: 'chrome', toolHosts: hosts, relayUrl: relay.url }, signal),
  );
  const toolPages = flags.isEmpty ? null : await serveToolPages(flags.port === 0 ? 0 : port + 1);
  if (toolPages) {
    closers.push(() => toolPages.close());
    await step('Setting up the demo organisation', () => seedDemo(relay));
  }
  signal.throwIfAborted();

  const alertFiles = writeAlertFiles(stateDir, relay.url, new Date());
  const lines = await whatNext({ relay, extensionDir: extension.dir, toolPages, alertFiles });
  console.log(`\n${lines.join('\n')}`);
  if (flags.hasBrowser && hasDisplay()) {
    const page = toolPages?.urls.crm ?? `${relay.url}/console`;
    const window = await showInBrowser({ relay, extensionDir: extension.dir, page }).catch(explain);
    if (window) closers.push(() => window.close());
  }
  await Promise.race([aborted(signal), supervised.givenUp]);
}

/** A browser that cannot be shown is no reason to take the relay down. */
function explain(error: unknown): null {
  console.error(error instanceof Refusal ? error.message : error);
  return null;
}
