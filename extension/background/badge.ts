import { type Badge, badge } from '../../shared/core/badge.ts';
import type { ClientState } from '../../shared/core/client-state.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import { summarise } from '../../shared/core/summary.ts';
import type { Locale } from '../../shared/core/locale.ts';
import { tooltip } from '../../shared/core/summary-words.ts';
import { badgeColours } from '../../shared/ui/tones.ts';

/** The toolbar button: `browser.action`, or `browser.browserAction` in MV2. */
export interface ToolbarButton {
  setBadgeText(details: { text: string }): Promise<void>;
  setBadgeBackgroundColor(details: { color: string }): Promise<void>;
  setBadgeTextColor(details: { color: string }): Promise<void>;
  setIcon(details: { path: Record<string, string> }): Promise<void>;
  setTitle(details: { title: string }): Promise<void>;
}

export type PaintBadge = (state: ClientState, link: LinkState, relayNow: string) => Promise<void>;

const iconSizes = [16, 24, 32] as const;

/** Paints text, colour, icon and tooltip, and nothing where all of it stands there already. */
export function createBadgePainter(button: ToolbarButton, locale: Locale): PaintBadge {
  let painted = '';
  return async (state, link, relayNow) => {
    const summary = summarise(state);
    const look = badge(summary, link);
    const title = tooltip(summary, link, state.view, relayNow, locale);
    const key = JSON.stringify([look, title]);
    if (key === painted) return;
    await Promise.all([...paintLook(button, look), button.setTitle({ title })]);
    painted = key;
  };
}

function paintLook(button: ToolbarButton, look: Badge): Promise<void>[] {
  const colours = badgeColours(look.tone ?? 'unknown');
  return [
    button.setBadgeText({ text: look.text }),
    button.setBadgeBackgroundColor({ color: colours.background }),
    button.setBadgeTextColor({ color: colours.text }),
    button.setIcon({ path: iconPaths(look.icon) }),
  ];
}

function iconPaths(icon: Badge['icon']): Record<string, string> {
  return Object.fromEntries(iconSizes.map((size) => [String(size), `/icon/${icon}-${size}.png`]));
}
