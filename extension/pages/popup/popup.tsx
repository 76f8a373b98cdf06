import { isPaired } from '../../../shared/core/link-state.ts';
import { liveOf, noticesOf } from '../../../shared/core/notices.ts';
import { summarise } from '../../../shared/core/summary.ts';
import { headline } from '../../../shared/core/summary-words.ts';
import { isTestIncident } from '../../../shared/core/test-incident.ts';
import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import { Ended } from '../ended.tsx';
import type { Moment } from '../moment.ts';
import type { PageHost } from '../page-host.ts';
import { useAsked } from '../use-asked.ts';
import { useMoment } from '../use-moment.ts';
import { Footer } from './footer.tsx';
import { LiveIncidents } from './live-incidents.tsx';
import { Notice } from './notice.tsx';
import { loadParts, type Parts } from './parts.ts';
import { useKeptFocus } from './use-kept-focus.ts';

async function askPicture(background: Background) {
  const picture = await background.ask('get_picture', {});
  return { picture, parts: await loadParts(picture) };
}

/** What opens from the toolbar button: the whole truth as far as this browser knows it, and how far that is. */
export function Popup({ host }: { host: PageHost }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askPicture);
  const moment = useMoment(last && { ...last.answer.picture, at: last.at }, host.clocks, isSilent);
  if (last && moment) {
    return <PopupView {...last.answer} host={host} moment={moment} isSilent={isSilent} refresh={refresh} />;
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
  readonly parts: Parts;
  readonly moment: Moment;
  readonly isSilent: boolean;
  readonly refresh: () => Promise<unknown>;
}

/** The popup of one moment. */
export function PopupView({ host, picture, parts, moment, isSilent, refresh }: PopupViewProps) {
  const { now, link } = moment;
  const root = useKeptFocus();
  const summary = summarise(picture.view);
  const notices = noticesOf({ ...picture, now });
  // A test is shown as every incident is, and counted as none.
  const real = notices.filter(({ incident }) => !isTestIncident(incident.id));
  const isCutOff = link !== 'current' && isPaired(link);
  const scene = { view: picture.view, now, locale: host.locale };
  return (
    <main class="popup" ref={root}>
      <header class="popup-head">
        {/* It takes the keyboard's place where that was taken away. */}
        <h1 class="popup-headline" tabIndex={-1}>
          {(isCutOff || link === 'ended') && <ToneShape tone="unknown" />}{' '}
          {headline(liveOf(real), link, host.locale)}
        </h1>
        {real.length === 0 && isCutOff && <p>{host.locale.say('popup_cut_off')}</p>}
        {real.length > 0 && isCutOff && <p>{host.locale.say('popup_may_have_changed')}</p>}
        {picture.ended && link === 'ended' && (
          <Ended locale={host.locale} ended={picture.ended} relayNow={now} />
        )}
        <Notice host={host} link={link} isSilent={isSilent} />
      </header>
      <div class="popup-body">
        {parts.AwayCard && (
          <parts.AwayCard picture={picture} scene={scene} background={host.background} refresh={refresh} />
        )}
        <LiveIncidents
          notices={notices}
          picture={picture}
          Signals={parts.Signals}
          scene={scene}
          background={host.background}
          refresh={refresh}
        />
        {parts.Planned && <parts.Planned maintenances={summary.planned} scene={scene} />}
        {parts.OverToday && (
          <parts.OverToday incidents={summary.over} scene={scene} background={host.background} />
        )}
      </div>
      <Footer
        host={host}
        link={link}
        confirmedAt={picture.confirmedAt}
        isPaired={picture.relayUrl !== null}
        scene={scene}
      />
    </main>
  );
}
