import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { Subscription } from '../../../shared/model/subscription.ts';
import type { Picture } from '../../data/messages.ts';
import type { PageHost } from '../page-host.ts';
import { createSaver, type SaveState, type Saver } from './saver.ts';

/** The parts of the settings that one subscription holds. */
export type Place = 'services' | 'ways' | 'quiet_hours';

/** A person's subscription as the page shows it, and how it is changed. */
export interface Choosing {
  readonly subscription: Subscription;
  readonly change: (place: Place, subscription: Subscription) => void;
  /** How the last change went, said at the place where it was made. */
  readonly stateAt: (place: Place) => SaveState;
  readonly retry: () => void;
}

/** `null` where the relay has told of no subscription. */
export function useSubscription({ background }: PageHost, picture: Picture | null): Choosing | null {
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const [place, setPlace] = useState<Place>('services');
  const [saver] = useState(() =>
    createSaver<Subscription>({
      send: (subscription) => background.ask('save_subscription', { subscription }),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      isSame: (a, b) => asText(a) === asText(b),
      changed: () => drawAgain(null),
    }),
  );
  const told = picture?.own.subscription;
  useLayoutEffect(() => {
    if (told) saver.hear(told);
    else if (picture) saver.forget();
  });

  useSendingBeforeLeaving(saver);
  // Each picture is new, so this is tried as often as the page asks for one.
  useEffect(() => {
    if (picture?.link === 'current') saver.retryQuietly();
  }, [picture, saver]);

  if (!told) return null;
  return {
    subscription: saver.held() ?? told,
    change(place, subscription) {
      setPlace(place);
      saver.choose(subscription);
    },
    stateAt: (one) => (one === place ? saver.state() : { kind: 'untouched' }),
    retry: saver.sendNow,
  };
}

/** A page that goes sends what waits; one that holds what could not be kept asks before it goes. */
function useSendingBeforeLeaving(saver: Saver<Subscription>): void {
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    addEventListener('pagehide', saver.sendNow, { signal });
    addEventListener(
      'beforeunload',
      (event) => {
        if (saver.state().kind === 'failed') event.preventDefault();
      },
      { signal },
    );
    return () => leave.abort();
  }, [saver]);
}

/** The same text for what means the same, in whatever order it was chosen. */
function asText({
  services,
  groups,
  everything,
  muted,
  leastSeverity,
  most,
  quietHours,
}: Subscription): string {
  const names = [services, groups, muted].map((list) => list.toSorted());
  const hours = quietHours && [
    quietHours.from,
    quietHours.until,
    quietHours.timeZone,
    quietHours.days.join(),
  ];
  return JSON.stringify([names, everything === true, leastSeverity, most, hours]);
}
