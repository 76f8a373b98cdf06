import { browser } from 'wxt/browser';
import type { Locale } from '../../shared/core/locale.ts';
import { type Deed, deedOf, type DeedTab } from './commands.ts';

interface Tab {
  readonly id?: number | undefined;
  readonly url?: string | undefined;
}

/** Registers for keys and the menu of the toolbar button; call synchronously at the top of the background. */
export function listenForDeeds(heard: (deed: Deed, tab: DeedTab) => void): void {
  const hear = (name: unknown, tab: Tab | undefined) => {
    const deed = deedOf(name);
    if (deed) heard(deed, { id: tab?.id ?? null, url: tab?.url ?? null });
  };
  browser.commands.onCommand.addListener(hear);
  browser.contextMenus.onClicked.addListener(({ menuItemId }, tab) => hear(menuItemId, tab));
}

/** Makes the menu anew at every start: Chromium keeps it, Firefox does not, and neither says which words stand in it. */
export async function makeMenu(locale: Locale): Promise<void> {
  const items: [Deed, string][] = [
    ['snooze', locale.say('menu_snooze')],
    ['show_test', locale.say('menu_show_test')],
    ['open_status_page', locale.say('menu_open_status_page')],
  ];
  await browser.contextMenus.removeAll();
  for (const [id, title] of items) {
    browser.contextMenus.create({ id, title, contexts: [browser.action ? 'action' : 'browser_action'] });
  }
}
