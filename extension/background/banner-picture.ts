import { type Banner, bannerFor, toolOfPage } from '../../shared/core/banner.ts';
import type { LinkState } from '../../shared/core/link-state.ts';
import type { Standing } from '../../shared/core/standing.ts';
import type { BannerPicture, BannerPlace } from '../data/messages.ts';
import { styleAt, wantedSpot } from '../host/spot.ts';
import { hiddenIn, type HiddenKeeper } from './hidden.ts';

/** What a tab's banner is made of. */
export interface PicturePorts {
  readonly standing: () => Standing;
  readonly confirmedAt: () => string | null;
  readonly hidden: HiddenKeeper;
  readonly link: () => LinkState;
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
    services: ports.standing().view.services,
    relayNow: ports.standing().now,
    link: ports.link(),
    confirmedAt: ports.confirmedAt(),
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
  if (!banner) return { kind: 'none' };
  const { form, placement } = banner;
  return { kind: 'banner', form, placement, style: styleAt(wantedSpot(banner)) };
}

async function bannerInTab(
  tabId: number | null,
  pageUrl: string | null,
  { standing, hidden }: PicturePorts,
): Promise<Banner | null> {
  if (tabId === null || pageUrl === null) return null;
  const now = standing();
  const tool = toolOfPage(now.view, pageUrl);
  return tool && bannerFor(now, tool, hiddenIn(await hidden.load(), tabId));
}
