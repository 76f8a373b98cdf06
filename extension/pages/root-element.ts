import type { Locale, MessageKey } from '../../shared/core/locale.ts';

/** The element that each of the extension's pages holds for its content. Gives the page its language, direction and title. */
export function rootElement({ language, direction, say }: Locale, title: MessageKey): HTMLElement {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = say(title);
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no #root');
  return root;
}
