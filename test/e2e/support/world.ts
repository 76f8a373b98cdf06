import type { Page } from 'playwright-core';
import type { Api } from './api.ts';
import { type BrowserOptions, launchChromium, pair, type TestBrowser } from './chromium.ts';
import { saveCatalogue } from './catalogue.ts';
import { startTestRelay, type TestRelay } from './relay.ts';
import { serveToolPages, type ToolHost, type ToolPage, type ToolPages } from './tool-pages.ts';

/** A relay with a catalogue, tool pages, and a browser that is paired as the stakeholder. */
export interface World {
  readonly relay: TestRelay;
  readonly api: Api;
  readonly tools: ToolPages;
  readonly browser: TestBrowser;
  openTool(host: ToolHost): Promise<Page>;
  close(): Promise<void>;
}

/** Sets all of it up, around a relay that runs already or a new one. It ends with the world either way. */
export async function openWorld(
  options: BrowserOptions = {},
  running?: TestRelay,
  special?: ReadonlyMap<string, ToolPage>,
): Promise<World> {
  const relay = running ?? (await startTestRelay());
  await saveCatalogue(relay.api);
  const tools = await serveToolPages({}, special);
  const browser = await launchChromium(options);
  await pair(browser, relay.url, relay.credentials.stakeholder);
  return {
    relay,
    api: relay.api,
    tools,
    browser,
    openTool: (host) => browser.open(tools.url(host)),
    close: async () => {
      await browser.close();
      await tools.close();
      await relay.discard();
    },
  };
}
