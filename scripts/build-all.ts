import { type Built, buildExtension, buildWorker, type ExtensionVariant } from './builds.ts';
import { toolHosts } from './demo/organisation.ts';

/** The extension's four builds: each browser as store build and as the demo's company build. */
const variants: readonly ExtensionVariant[] = [
  { browser: 'chrome', toolHosts: [] },
  { browser: 'chrome', toolHosts },
  { browser: 'firefox', toolHosts: [] },
  { browser: 'firefox', toolHosts },
];

/** Builds the worker's bundle and all builds of the extension, and says where each lies. */
export async function buildAll(): Promise<void> {
  report(await buildWorker());
  for (const variant of variants) report(await buildExtension(variant));
}

function report({ dir, isFresh }: Built): void {
  console.log(`${isFresh ? 'built     ' : 'up to date'}  ${dir}`);
}
