import type { Api } from './api.ts';
import { saveCatalogue } from './catalogue.ts';
import { launchFirefox, pairFirefox, type TestFirefox } from './firefox.ts';
import { startTestRelay } from './relay.ts';
import { serveToolPages, type ToolPages } from './tool-pages.ts';

/** A relay with a catalogue, tool pages, and a Firefox that is paired as the stakeholder. */
export interface FirefoxWorld {
  readonly api: Api;
  readonly tools: ToolPages;
  readonly firefox: TestFirefox;
  close(): Promise<void>;
}

/** Sets all of it up. */
export async function openFirefoxWorld(): Promise<FirefoxWorld> {
  const relay = await startTestRelay();
  await saveCatalogue(relay.api);
  const tools = await serveToolPages();
  const firefox = await launchFirefox();
  await pairFirefox(firefox, relay);
  return {
    api: relay.api,
    tools,
    firefox,
    close: async () => {
      await firefox.close();
      await tools.close();
      await relay.discard();
    },
  };
}
