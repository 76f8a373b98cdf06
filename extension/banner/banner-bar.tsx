import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Locale, messageParts } from '../../shared/core/locale.ts';
import { confirmedWords } from '../../shared/core/words.ts';
import { PromiseLine } from '../../shared/ui/promise-line.tsx';
import { Effect, Since } from '../../shared/ui/sentence.tsx';
import { ToneShape } from '../../shared/ui/tone-shape.tsx';
import type { BannerPicture } from '../data/messages.ts';
import type { Background } from '../pages/background.ts';
import type { Moment } from '../pages/moment.ts';
import { BannerButtons } from './banner-buttons.tsx';
import { isClickMeant } from './displayed.ts';
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
  const { lead, moreCount, tone, form } = picture.banner;
  const barRef = useRef<HTMLElement>(null);
  const sight = useSight(barRef, `${lead.id} ${form}`);
  const [isUnproven, setIsUnproven] = useState(false);
  useDisplayed(background, { incidentId: lead.id, revision: lead.revision, form }, sight, refresh);
  const scene = { view: picture, now: moment.now, locale };
  // What is affected leads the sentence in every language, since that part alone is announced.
  const [, before, , stop] = messageParts((...marks) => locale.say('words_sentence', ...marks));
  const gotIt = (event: MouseEvent) => {
    if (!isClickMeant(event, sight.sinceMs)) return setIsUnproven(true);
    void tell(background.ask('acknowledge', { incidentId: lead.id, revision: lead.revision }), refresh);
  };
  return (
    <section
      class="bar"
      ref={barRef}
      data-tone={tone}
      data-form={form}
      aria-label={locale.say('banner_region')}
    >
      <ToneShape tone={tone} />
      <p class="words">
        <Announced isAlert={lead.severity === 'sev1'} subject={`${lead.id} ${lead.materialRevision}`}>
          <Effect incident={lead} scene={scene} />
        </Announced>
        {isUnproven ? (
          <span class="unproven" role="status">
            {locale.say('banner_unproven')}
          </span>
        ) : (
          <span class="rest">
            <span class="when">
              {before}
              <Since incident={lead} scene={scene} />
            </span>
            {stop}{' '}
            {moment.link === 'current' ? (
              <PromiseLine incident={lead} scene={scene} />
            ) : (
              confirmedWords(moment.link, picture.confirmedAt, moment.now, locale)
            )}
          </span>
        )}
      </p>
      {moreCount > 0 && (
        <span class="more" data-short={locale.say('banner_more_short', locale.number(moreCount))}>
          <span>{locale.count('banner_more', moreCount)}</span>
        </span>
      )}
      <BannerButtons
        locale={locale}
        onDetails={(event) =>
          event.isTrusted && void tell(background.ask('open_incident', { incidentId: lead.id, url: null }))
        }
        onGotIt={gotIt}
        onHide={(event) =>
          event.isTrusted && void tell(background.ask('hide_here', { incidentId: lead.id }), refresh)
        }
      />
    </section>
  );
}

/**
 * The part that screen readers announce, and only it: minutes pass beside it without a word. Politely; at once only for a new
 * sev1. The region stands empty for a moment, since one that arrives with its text is not announced everywhere.
 */
function Announced({
  isAlert,
  subject,
  children,
}: {
  isAlert: boolean;
  subject: string;
  children: ComponentChildren;
}) {
  const [isReady, setIsReady] = useState(false);
  useEffect(() => setIsReady(true), []);
  return (
    <strong key={subject} role={isAlert ? 'alert' : 'status'}>
      {isReady && children}
    </strong>
  );
}

async function tell(asking: Promise<unknown>, refresh?: () => Promise<unknown>): Promise<void> {
  // Where the background does not answer, the bar stays: that is the answer a person sees.
  await asking.then(refresh, () => undefined);
}
