import { useEffect } from 'preact/hooks';
import type { Background } from '../pages/background.ts';
import type { PageHost } from '../pages/page-host.ts';
import { useAsked } from '../pages/use-asked.ts';
import { useMoment } from '../pages/use-moment.ts';
import { BannerBar } from './banner-bar.tsx';

const askBanner = (background: Background) => background.ask('get_banner', {});

/** What the frame in a tool's page shows: one line for the gravest incident, or nothing. */
export function BannerFrame({ host }: { host: Pick<PageHost, 'background' | 'clocks' | 'locale'> }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askBanner);
  const picture = last?.answer.kind === 'banner' ? last.answer : null;
  const moment = useMoment(picture && last && { ...picture, at: last.at }, host.clocks, isSilent);
  useDrawn(host.background, picture !== null);
  useRefreshedInFront(refresh);
  if (!picture || !moment) return null;
  return (
    <BannerBar
      picture={picture}
      moment={moment}
      background={host.background}
      locale={host.locale}
      refresh={refresh}
    />
  );
}

function useDrawn(background: Background, isDrawn: boolean) {
  useEffect(() => {
    // Without an answer the host shows its strip without text, which is right where the background is gone.
    if (isDrawn) background.ask('banner_drawn', {}).catch(() => undefined);
  }, [background, isDrawn]);
}

/** Who comes back to a tab is told at once what was only shown there. */
function useRefreshedInFront(refresh: () => Promise<unknown>) {
  useEffect(() => {
    const listen = () => {
      if (!document.hidden) void refresh(); // its failure is that the picture grows old, which is shown
    };
    document.addEventListener('visibilitychange', listen);
    return () => document.removeEventListener('visibilitychange', listen);
  }, [refresh]);
}
