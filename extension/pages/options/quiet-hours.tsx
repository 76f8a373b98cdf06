import { useRef } from 'preact/hooks';
import { isQuiet } from '../../../shared/core/quiet-hours.ts';
import { type QuietHours as Hours, weekdays } from '../../../shared/model/quiet-hours.ts';
import type { Picture } from '../../data/messages.ts';
import type { PageHost } from '../page-host.ts';
import { Switch } from '../switch.tsx';
import { isLocked } from './locks.ts';
import { Panel } from './panel.tsx';
import { QuietHoursForm } from './quiet-hours-form.tsx';
import { SaveStatus } from './save-status.tsx';
import type { Choosing } from './use-subscription.ts';

interface QuietHoursProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly choosing: Choosing;
}

/** When this person wants to be left in peace, and what comes through all the same. */
export function QuietHours({ host, picture, choosing }: QuietHoursProps) {
  const { say } = host.locale;
  const { subscription, change } = choosing;
  const { quietHours } = subscription;
  // What was set is there again when they are switched on again.
  const lastRef = useRef<Hours | null>(null);
  const set = (next: Hours | null) => change('quiet_hours', { ...subscription, quietHours: next });
  const toggle = () => {
    if (quietHours) lastRef.current = quietHours;
    set(quietHours ? null : (lastRef.current ?? nights(ownTimeZone(host))));
  };
  const isOurs = !isLocked(picture, 'quiet_hours');
  return (
    <Panel id="quiet-hours" title={say('quiet_hours_title')}>
      <div class="row">
        <p>{say('quiet_hours_why')}</p>
        <Switch
          label={say('quiet_hours_title')}
          isOn={quietHours !== null}
          says={say(quietHours ? 'quiet_hours_on' : 'quiet_hours_off')}
          isLocked={!isOurs}
          onToggle={toggle}
        />
      </div>
      {!isOurs && <p class="label">{say('options_locked_by_company')}</p>}
      <p>{say(picture.fleet.isSev1Excepted ? 'quiet_hours_but_sev1' : 'quiet_hours_even_sev1')}</p>
      {quietHours && (
        <>
          <QuietHoursForm
            hours={quietHours}
            ownTimeZone={ownTimeZone(host)}
            locale={host.locale}
            isLocked={!isOurs}
            onChange={set}
          />
          {isQuiet(quietHours, picture.relayNow) && <p class="label">{say('quiet_hours_now')}</p>}
        </>
      )}
      <SaveStatus locale={host.locale} choosing={choosing} place="quiet_hours" />
    </Panel>
  );
}

function nights(timeZone: string): Hours {
  return { from: '22:00', until: '07:00', days: [...weekdays], timeZone };
}

function ownTimeZone({ locale }: PageHost): string {
  return locale.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
