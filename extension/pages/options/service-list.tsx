import { useId, useState } from 'preact/hooks';
import type { Locale } from '../../../shared/core/locale.ts';
import type { Subscription } from '../../../shared/model/subscription.ts';
import { Message } from '../../../shared/ui/message.tsx';
import { Switch } from '../switch.tsx';
import {
  followGroup,
  type Following,
  type GroupRows,
  leaveGroup,
  type Offer,
  type ServiceRow,
  silence,
  tell,
} from './following.ts';

/** From how many services on a person is offered to look for one by its name. */
const SEARCH_FROM = 12;

interface ServiceListProps {
  readonly locale: Locale;
  readonly following: Following;
  /** Nothing is chosen yet: no service is shown as followed, though all of them still count. */
  readonly isChoosing: boolean;
  readonly offer: Offer;
  readonly subscription: Subscription;
  readonly onChange: (subscription: Subscription) => void;
}

/** The catalogue by group, with a switch for each service and each group. */
export function ServiceList(props: ServiceListProps) {
  const { say } = props.locale;
  const [wanted, setWanted] = useState('');
  const { groups } = props.following;
  const shown = groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => isWanted(row, group.group, wanted)) }))
    .filter(({ rows }) => wanted === '' || rows.length > 0);
  return (
    <>
      {props.offer.services.length >= SEARCH_FROM && (
        <label class="field">
          <span class="label">{say('services_find')}</span>
          <input
            class="input"
            type="search"
            value={wanted}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
      )}
      {shown.length === 0 && <p class="detail">{say('services_none_found')}</p>}
      {shown.map((group) => (
        <Group key={group.group ?? ''} {...props} group={group} isOnly={groups.length === 1} />
      ))}
    </>
  );
}

type GroupProps = ServiceListProps & { readonly group: GroupRows; readonly isOnly: boolean };

function Group(props: GroupProps) {
  const { group, isOnly, isChoosing, following, subscription } = props;
  const { say } = props.locale;
  const id = useId();
  const name = group.group ?? say('services_ungrouped');
  const isAll = following.basis === 'everything' || subscription.everything === true;
  const isChoosable = !isAll || isChoosing;
  return (
    <section class="group" aria-labelledby={id}>
      <div class="row group-head">
        <div>
          <h3 id={id} class={group.group === null && isOnly ? 'unseen' : 'label'}>
            <bdi>{name}</bdi>
          </h3>
          {group.by !== null && (
            <p class="detail">
              {say(group.by === 'assigned' ? 'services_group_assigned' : 'services_group_followed')}
            </p>
          )}
        </div>
        {group.group !== null && group.by !== 'assigned' && isChoosable && (
          <GroupSwitch {...props} name={group.group} />
        )}
      </div>
      <ul class="rows">
        {group.rows.map((row) => (
          <Service key={row.service.id} {...props} row={row} />
        ))}
      </ul>
      {group.rows.length === 0 && <p class="detail">{say('services_group_empty')}</p>}
    </section>
  );
}

function GroupSwitch({
  locale: { say },
  name,
  group,
  subscription,
  offer,
  onChange,
}: GroupProps & { readonly name: string }) {
  const isOn = group.by === 'followed';
  return (
    <Switch
      label={say('services_follow_group', name)}
      isOn={isOn}
      says={say('services_whole_group')}
      onToggle={() =>
        onChange(isOn ? leaveGroup(subscription, name, offer) : followGroup(subscription, name, offer))
      }
    />
  );
}

function Service({
  locale,
  row,
  isChoosing,
  subscription,
  offer,
  onChange,
}: GroupProps & { readonly row: ServiceRow }) {
  const { say } = locale;
  const { id, name, description, owner } = row.service;
  const why = isChoosing ? null : row.why;
  const isOn = row.isTold && !isChoosing;
  return (
    <li class="row">
      <div>
        <p>
          <bdi>{name}</bdi>
        </p>
        {why !== null && why !== 'everything' && <p class="detail">{say(`services_why_${why}`)}</p>}
        {description !== undefined && (
          <p class="detail">
            <bdi>{description}</bdi>
          </p>
        )}
        {owner !== undefined && (
          <p class="detail">
            <Message locale={locale} name="services_owner">
              <bdi>{owner}</bdi>
            </Message>
          </p>
        )}
      </div>
      <Switch
        label={say('services_tell_of', name)}
        isOn={isOn}
        says={say(isOn ? 'services_followed' : why === null ? 'services_not_followed' : 'services_muted')}
        onToggle={() =>
          onChange(isOn ? silence(subscription, id, offer) : tell(subscription, id, offer, { isChoosing }))
        }
      />
    </li>
  );
}

function isWanted({ service }: ServiceRow, group: string | null, wanted: string): boolean {
  const words = wanted.toLocaleLowerCase().split(/\s+/);
  const text = [service.name, service.description, service.owner, group].join(' ').toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}
