import { summarise } from '../../../shared/core/summary.ts';
import { headline } from '../../../shared/core/summary-words.ts';
import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import type { Moment } from '../moment.ts';
import type { PageHost } from '../page-host.ts';
import { useAsked } from '../use-asked.ts';
import { useMoment } from '../use-moment.ts';
import { Footer } from './footer.tsx';
import { LiveIncidents } from './live-incidents.tsx';
import { Notice } from './notice.tsx';
import { OverToday, Planned } from './sections.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** What opens from the toolbar button: the whole truth as far as this browser knows it, and how far that is. */
export function Popup({ host }: { host: PageHost }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askPicture);
  const moment = useMoment(last && { ...last.answer, at: last.at }, host.clocks, isSilent);
  if (last && moment) {
    return (
      <PopupView host={host} picture={last.answer} moment={moment} isSilent={isSilent} refresh={refresh} />
    );
  }
  return (
    <main class="popup">
      <header class="popup-head">
        <h1 class="popup-headline">
          {isSilent && <ToneShape tone="unknown" />}{' '}
          {host.locale.say(isSilent ? 'popup_unknown' : 'popup_asking')}
        </h1>
        {isSilent && <Notice host={host} link="stale" isSilent={isSilent} />}
      </header>
    </main>
  );
}

interface PopupViewProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly moment: Moment;
  readonly isSilent: boolean;
  readonly refresh: () => Promise<unknown>;
}

/** The popup of one moment. */
export function PopupView({ host, picture, moment, isSilent, refresh }: PopupViewProps) {
  const { now, link } = moment;
  const summary = summarise(picture);
  const isCutOff = link !== 'current' && link !== 'unpaired';
  const scene = { view: picture.view, now, locale: host.locale };
  return (
    <main class="popup">
      <header class="popup-head">
        <h1 class="popup-headline">
          {isCutOff && <ToneShape tone="unknown" />} {headline(summary, link, host.locale)}
        </h1>
        {summary.live.length === 0 && isCutOff && <p>{host.locale.say('popup_cut_off')}</p>}
        {summary.live.length > 0 && isCutOff && <p>{host.locale.say('popup_may_have_changed')}</p>}
        <Notice host={host} link={link} isSilent={isSilent} />
      </header>
      <div class="popup-body">
        <LiveIncidents
          incidents={summary.live}
          acknowledged={picture.own.acknowledged}
          scene={scene}
          background={host.background}
          refresh={refresh}
        />
        <Planned maintenances={summary.planned} scene={scene} />
        <OverToday incidents={summary.over} scene={scene} background={host.background} />
      </div>
      <Footer host={host} link={link} confirmedAt={picture.confirmedAt} scene={scene} />
    </main>
  );
}
