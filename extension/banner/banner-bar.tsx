import { useRef, useState } from 'preact/hooks';
import type { BannerItem } from '../../shared/core/banner.ts';
import { type Locale, messageParts } from '../../shared/core/locale.ts';
import { confirmedWords, effectSentence } from '../../shared/core/words.ts';
import { PromiseLine } from '../../shared/ui/promise-line.tsx';
import { Effect, Since } from '../../shared/ui/sentence.tsx';
import { ToneShape } from '../../shared/ui/tone-shape.tsx';
import type { BannerPicture } from '../data/messages.ts';
import type { Background } from '../pages/background.ts';
import type { Moment } from '../pages/moment.ts';
import { BannerButtons } from './banner-buttons.tsx';
import { isClickMeant } from './displayed.ts';
import { Pager, usePager } from './pager.tsx';
import { type Said, useAnnounced } from './use-announced.ts';
import { useDisplayed } from './use-displayed.ts';
import { useSight } from './use-sight.ts';

interface BannerBarProps {
  readonly picture: Extract<BannerPicture, { kind: 'banner' }>;
  readonly moment: Moment;
  readonly background: Background;
  readonly locale: Locale;
  readonly refresh: () => Promise<BannerPicture | null>;
}

/** The bar, or the pill: tone shape, sentence, what a person can do. */
export function BannerBar({ picture, moment, background, locale, refresh }: BannerBarProps) {
  const { items, placement, toolId } = picture.banner;
  const pager = usePager(items);
  const { incident, tone, isCalm, asksAcknowledgement } = pager.item;
  const barRef = useRef<HTMLElement>(null);
  const sight = useSight(barRef, incident.id);
  const [isUnproven, setIsUnproven] = useState(false);
  const { said, say } = useAnnounced(background, picture, (item) =>
    effectSentence(item.incident, picture, locale),
  );
  useDisplayed(background, incident, sight, refresh);
  const act = (asking: () => Promise<unknown>) => (event: MouseEvent) => {
    if (event.isTrusted) void tell(asking(), refresh);
  };
  const incidentId = incident.id;
  return (
    <section
      class="bar"
      ref={barRef}
      data-tone={tone}
      data-calm={isCalm || undefined}
      aria-label={locale.say('banner_region')}
    >
      <ToneShape tone={tone} />
      <p class="words">
        {moment.link !== 'current' && <span class="unsure">{locale.say('banner_unsure')} </span>}
        <strong>
          <Effect incident={incident} scene={{ view: picture, now: moment.now, locale }} />
        </strong>
        {isUnproven ? (
          <span class="unproven" role="status">
            {locale.say('banner_unproven')}
          </span>
        ) : (
          <Rest item={pager.item} picture={picture} moment={moment} locale={locale} />
        )}
      </p>
      <Pager pager={pager} locale={locale} onTurn={say} />
      <BannerButtons
        locale={locale}
        placement={placement}
        canWait={!asksAcknowledgement}
        onDetails={act(() => background.ask('open_incident', { incidentId, url: null }))}
        onGotIt={(event) =>
          isClickMeant(event, sight.sinceMs)
            ? void tell(background.ask('acknowledge', { incidentId, revision: incident.revision }), refresh)
            : setIsUnproven(true)
        }
        onHide={act(() => background.ask('hide_here', { incidentId }))}
        onSnooze={act(() => background.ask('snooze', { incidentId }))}
        onPlace={(to) => act(() => background.ask('choose_for_tool', { toolId, choice: { placement: to } }))}
      />
      <Spoken said={said} />
    </section>
  );
}

interface RestProps {
  readonly item: BannerItem;
  readonly picture: BannerBarProps['picture'];
  readonly moment: Moment;
  readonly locale: Locale;
}

/** What follows the sentence: since when, and what happens next, or how far any of it may be relied on. */
function Rest({ item: { incident, asksAcknowledgement }, picture, moment, locale }: RestProps) {
  const scene = { view: picture, now: moment.now, locale };
  // What is affected leads the sentence in every language, since that part alone is announced.
  const [, before, , stop] = messageParts((...marks) => locale.say('words_sentence', ...marks));
  return (
    <span class="rest">
      <span class={asksAcknowledgement || moment.link !== 'current' ? 'when gives-way' : 'when'}>
        {before}
        <Since incident={incident} scene={scene} />
      </span>
      {stop} {asksAcknowledgement && `${locale.say('banner_please_confirm')} `}
      {moment.link === 'current' ? (
        <PromiseLine incident={incident} scene={scene} />
      ) : (
        confirmedWords(moment.link, picture.confirmedAt, moment.now, locale)
      )}
    </span>
  );
}

/** What screen readers announce. The regions stand empty before, since one that arrives with its text is not announced everywhere. */
function Spoken({ said }: { said: Said }) {
  return (
    <>
      <span class="unseen" role="alert">
        {said.alert}
      </span>
      <span class="unseen" role="status">
        {said.news}
      </span>
    </>
  );
}

async function tell(asking: Promise<unknown>, refresh?: () => Promise<unknown>): Promise<void> {
  // Where the background does not answer, the bar stays: that is the answer a person sees.
  await asking.then(refresh, () => undefined);
}
