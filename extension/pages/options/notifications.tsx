import { useEffect, useState } from 'preact/hooks';
import { isAtLeast } from '../../../shared/model/urgency.ts';
import type { Subscription } from '../../../shared/model/subscription.ts';
import type { PageHost } from '../page-host.ts';
import { Panel } from './panel.tsx';

interface NotificationsProps {
  readonly host: PageHost;
  /** The most urgent way that this person and company want; `null` where nobody has said. */
  readonly most: Subscription['most'] | null;
}

/** Asks for the permission to show notifications, says whether it is there, and gives it back. */
export function Notifications({ host, most }: NotificationsProps) {
  const { notifications } = host;
  const { say } = host.locale;
  const [isAllowed, setIsAllowed] = useState<boolean | null>(null);
  const [wasDeclined, setWasDeclined] = useState(false);
  useEffect(() => {
    const look = () => void notifications.isAllowed().then(setIsAllowed);
    look();
    // It can be taken back in the browser's own settings, in another tab.
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [notifications]);
  const follow = async (wanted: boolean, outcome: Promise<boolean>) => {
    const isDone = await outcome.catch(() => false);
    setIsAllowed(await notifications.isAllowed());
    setWasDeclined(wanted && !isDone);
  };
  // Called straight from the click: a browser only asks where a person has just acted.
  const allow = () => void follow(true, notifications.allow());
  const takeBack = () => void follow(false, notifications.takeBack());
  return (
    <Panel id="notifications" title={say('options_notifications')}>
      <p>{say('options_notifications_why')}</p>
      {most !== null && !isAtLeast(most, 'notification') && (
        <p class="detail">{say('options_notifications_unused')}</p>
      )}
      <div class="row">
        <p role="status" class={isAllowed ? 'label' : undefined}>
          {isAllowed === true && say('options_notifications_allowed')}
          {wasDeclined && say('options_notifications_declined')}
        </p>
        {isAllowed !== null && (
          <button type="button" class="button" onClick={isAllowed ? takeBack : allow}>
            {say(isAllowed ? 'options_take_back_notifications' : 'options_allow_notifications')}
          </button>
        )}
      </div>
    </Panel>
  );
}
