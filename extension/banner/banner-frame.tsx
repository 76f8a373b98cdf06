import { useEffect } from 'preact/hooks';
import type { Background } from '../pages/background.ts';
import type { PageHost } from '../pages/page-host.ts';
import { useAsked } from '../pages/use-asked.ts';
import { useMoment } from '../pages/use-moment.ts';
import { BannerBar } from './banner-bar.tsx';
import { bannerSize } from './banner-size.ts';

const askBanner = (background: Background) => background.ask('get_banner', {});

/** What the frame in a tool's page shows: one line for the gravest incident, or nothing. */
export function BannerFrame({ host }: { host: Pick<PageHost, 'background' | 'clocks' | 'locale'> }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askBanner);
  const picture = last?.answer.kind === 'banner' ? last.answer : null;
  const moment = useMoment(picture && last && { ...picture, at: last.at }, host.clocks, isSilent);
  useSize(host.background, picture?.banner.form ?? null);
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

function useSize(background: Background, form: 'bar' | 'pill' | null) {
  useEffect(() => {
    // Without an answer the host shows its strip without text, which is right where the background is gone.
    if (form) background.ask('banner_size', bannerSize(form)).catch(() => undefined);
  }, [background, form]);
}
