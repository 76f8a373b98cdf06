import { type Banner, bannerFor, toolOfPage } from '../../shared/core/banner.ts';
import type { ClientState } from '../../shared/core/client-state.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { ToolSettings } from '../../shared/core/tool-settings.ts';
import type { BannerPicture, BannerPlace } from '../data/messages.ts';
import { type Hidden, stateInTab } from './hidden.ts';
import type { Stored } from './stored.ts';

/** What a tab's banner is made of. */
export interface PicturePorts {
  readonly state: () => ClientState;
  readonly toolSettings: () => ToolSettings;
  readonly hidden: Stored<Hidden>;
  readonly link: () => LinkState;
  readonly relayNow: () => string;
  readonly canBeSeen: (tabId: number) => Promise<boolean>;
}

/** What the frame in a tab shows. */
export async function bannerPicture(
  tabId: number | null,
  pageUrl: string | null,
  ports: PicturePorts,
): Promise<BannerPicture> {
  const banner = await bannerInTab(tabId, pageUrl, ports);
  if (!banner || tabId === null) return { kind: 'none' };
  return {
    kind: 'banner',
    banner,
    services: ports.state().view.services,
    relayNow: ports.relayNow(),
    link: ports.link(),
    confirmedAt: ports.state().confirmedAt,
    canBeSeen: await ports.canBeSeen(tabId),
  };
}

/** Where the host in a tab lays its frame. It says nothing of the incident, since the page can see the result. */
export async function bannerPlace(
  tabId: number | null,
  pageUrl: string | null,
  ports: PicturePorts,
): Promise<BannerPlace> {
  const banner = await bannerInTab(tabId, pageUrl, ports);
  return banner ? { kind: 'banner', form: banner.form, placement: banner.placement } : { kind: 'none' };
}

async function bannerInTab(
  tabId: number | null,
  pageUrl: string | null,
  { state, toolSettings, hidden }: PicturePorts,
): Promise<Banner | null> {
  if (tabId === null || pageUrl === null) return null;
  const tool = toolOfPage(state().view, pageUrl);
  return tool && bannerFor(stateInTab(state(), await hidden.load(), tabId), tool, toolSettings());
}
