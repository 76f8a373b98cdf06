import type { Locale } from '../../../shared/core/locale.ts';
import { isAtLeast, waysToTell } from '../../../shared/model/urgency.ts';
import type { Picture } from '../../data/messages.ts';
import { isLocked } from './locks.ts';
import { Panel } from './panel.tsx';
import { Radio } from './radio.tsx';
import { SaveStatus } from './save-status.tsx';
import type { Choosing } from './use-subscription.ts';

interface WaysToTellProps {
  readonly locale: Locale;
  readonly picture: Picture;
  readonly choosing: Choosing;
}

/** How urgently this person may be told, from the badge alone up to being asked for a "Got it". */
export function WaysToTell({ locale, picture, choosing }: WaysToTellProps) {
  const { say } = locale;
  const { subscription, change } = choosing;
  const { leastUrgency } = picture.fleet;
  const isOurs = !isLocked(picture, 'urgency');
  return (
    <Panel id="ways" title={say('ways_title')}>
      <p>{say('ways_why')}</p>
      {!isOurs && <p class="label">{say('options_locked_by_company')}</p>}
      <fieldset class="choices" disabled={!isOurs}>
        <legend class="label">{say('ways_legend')}</legend>
        {waysToTell.map((way) => (
          <Radio
            key={way}
            name="most"
            label={say(`ways_name_${way}`)}
            hint={say(`ways_hint_${way}`)}
            isChosen={subscription.most === way}
            onChoose={() => change('ways', { ...subscription, most: way })}
          />
        ))}
      </fieldset>
      {leastUrgency !== 'none' && leastUrgency !== 'badge' && (
        <p>
          {say('ways_least', say(`ways_name_${leastUrgency}`))}
          {!isAtLeast(subscription.most, leastUrgency) && ` ${say('ways_least_wins')}`}
        </p>
      )}
      <SaveStatus locale={locale} choosing={choosing} place="ways" />
    </Panel>
  );
}
