import { browser } from 'wxt/browser';
import type { Locale } from '../../shared/core/locale.ts';
import { type Deed, deedOf } from './commands.ts';

/** Registers for keys and the menu of the toolbar button; call synchronously at the top of the background. */
export function listenForDeeds(heard: (deed: Deed) => void): void {
  const hear = (name: unknown) => {
    const deed = deedOf(name);
    if (deed) heard(deed);
  };
  browser.commands.onCommand.addListener(hear);
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => hear(menuItemId));
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
