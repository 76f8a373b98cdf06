import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../shared/core/locale.ts';
import { emptySubscription, type Subscription } from '../../../shared/model/subscription.ts';
import type { Picture } from '../../data/messages.ts';
import { followEverything, followingOf, type Following, type Offer, onlySome } from './following.ts';
import { GravityField } from './gravity-field.tsx';
import { Panel } from './panel.tsx';
import { Radio } from './radio.tsx';
import { SaveStatus } from './save-status.tsx';
import { ServiceList } from './service-list.tsx';
import type { Choosing } from './use-subscription.ts';

interface MyServicesProps {
  readonly locale: Locale;
  readonly picture: Picture;
  readonly choosing: Choosing;
}

/** Which services disturb this person: what the company assigned, what they follow beside it, what they mute. */
export function MyServices({ locale, picture, choosing }: MyServicesProps) {
  const { say } = locale;
  const { subscription, change } = choosing;
  const offer: Offer = {
    services: picture.view.services,
    assigned: picture.own.assigned ?? { services: [], groups: [] },
  };
  const following = followingOf(subscription, offer);
  const [wantsToChoose, setWantsToChoose] = useState(false);
  // Nothing is chosen yet, so everything still counts; but the list is shown as one to choose from.
  const isChoosing = following.basis === 'everything' && wantsToChoose;
  const lastChosenRef = useRef<Pick<Subscription, 'services' | 'groups'>>(emptySubscription);
  const set = (next: Subscription) => change('services', next);
  const chooseEverything = () => {
    setWantsToChoose(false);
    if (following.basis === 'everything') return;
    // What was chosen is there again when the person chooses again.
    lastChosenRef.current = subscription;
    set(followEverything(subscription, offer));
  };
  const chooseSome = () => {
    setWantsToChoose(true);
    const { services, groups } = lastChosenRef.current;
    if (services.length + groups.length > 0) set({ ...onlySome(subscription), services, groups });
    else if (subscription.everything === true) set(onlySome(subscription));
  };
  const isAll = following.basis === 'everything' || subscription.everything === true;
  const isAssigned = following.basis === 'assigned';
  const isEmpty = offer.services.length === 0;
  return (
    <Panel id="services" title={say('services_title')}>
      <p>{say(isEmpty ? 'services_none' : 'services_why')}</p>
      {isAssigned && <p>{say('services_assigned_why')}</p>}
      {!isEmpty && (
        <fieldset class="choices">
          <legend class="label">{say('services_which')}</legend>
          <Radio
            name="which"
            label={say('services_everything')}
            hint={say('services_everything_hint')}
            isChosen={isAll && !isChoosing}
            onChoose={chooseEverything}
          />
          <Radio
            name="which"
            label={say(isAssigned ? 'services_some_assigned' : 'services_some')}
            hint={say(isChoosing ? 'services_some_until' : 'services_some_hint')}
            isChosen={!isAll || isChoosing}
            onChoose={chooseSome}
          />
        </fieldset>
      )}
      <GravityField
        locale={locale}
        least={subscription.leastSeverity}
        onChange={(leastSeverity) => set({ ...subscription, leastSeverity })}
      />
      {isAllMuted(following) && <p class="label">{say('services_all_muted')}</p>}
      <SaveStatus locale={locale} choosing={choosing} place="services" />
      {!isEmpty && (
        <ServiceList
          locale={locale}
          following={following}
          isChoosing={isChoosing}
          offer={offer}
          subscription={subscription}
          onChange={set}
        />
      )}
    </Panel>
  );
}

function isAllMuted({ groups }: Following): boolean {
  const followed = groups.flatMap(({ rows }) => rows).filter(({ why }) => why !== null);
  return followed.length > 0 && followed.every(({ isTold }) => !isTold);
}
