import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../lib/port.ts';
import { EX_CONFIG, Refusal } from '../lib/refusal.ts';
import { findBundle } from '../relay.ts';
import { type RunningRelay, runRelay } from '../relay/run-relay.ts';
import { prepareStateFolder } from '../relay/state-folder.ts';
import { type Configuration, type ConfigurationFault, readConfiguration } from './configuration.ts';

/** The configuration in this file. Refuses with all that is wrong with it, and status 78. */
export async function mustReadConfiguration(path: string): Promise<Configuration> {
  const reading = await readConfiguration(path);
  if ('configuration' in reading) return reading.configuration;
  throw new Refusal(faultText(path, reading.faults), EX_CONFIG);
}

/** A self-hosted relay that runs, as its supervisor needs it. */
export interface ServedRelay extends RunningRelay {
  readonly url: string;
  readonly stateDir: string;
}

/** Starts the relay of a configuration; its lines go where those of this process go. */
export async function runServed(
  { url, port, stateFolder, bindings, ...settings }: Configuration,
  { bundle, signal }: { readonly bundle?: string; readonly signal?: AbortSignal } = {},
): Promise<ServedRelay> {
  if (existsSync(join(stateFolder, 'storage-restored')))
    throw new Refusal(`A restore into ${stateFolder} was cut off: run it again before anything is served.`);
  const stateDir = prepareStateFolder(stateFolder, 'give it to the user that runs the relay');
  await freePort(port);
  const running = await runRelay({
    ...settings,
    port,
    stateDir,
    bundle: findBundle(bundle),
    bindings: () => bindings,
    output: 'inherit',
    ...(signal ? { signal } : {}),
  });
  return { ...running, url, stateDir };
}

function faultText(path: string, faults: readonly ConfigurationFault[]): string {
  const lines = faults.map((fault) => `  ${fault.path}: ${fault.message}`);
  return `Nothing is served: ${path} has ${faults.length} fault${faults.length === 1 ? '' : 's'}.\n${lines.join('\n')}`;
}
