import { type FollowedService, followedServices, type Why } from '../../../shared/core/concern.ts';
import type { Assigned, Subscription } from '../../../shared/model/subscription.ts';
import type { ServiceView } from '../../../shared/protocol/view.ts';

/** What a person can follow, and what an admin wants them to. */
export interface Offer {
  readonly services: readonly ServiceView[];
  readonly assigned: Assigned;
}

/** One service as the settings show it. */
export interface ServiceRow {
  readonly service: ServiceView;
  /** Why the person follows it; `null` where they do not. */
  readonly why: Why | null;
  /** Incidents on it may disturb: it is followed and not muted. */
  readonly isTold: boolean;
}

/** Services of one group, or those of none. */
export interface GroupRows {
  readonly group: string | null;
  readonly by: 'assigned' | 'followed' | null;
  readonly rows: readonly ServiceRow[];
}

/** What a person follows, and whether that is everything, by assignment or by choice. */
export interface Following {
  readonly basis: 'everything' | 'assigned' | 'chosen';
  /** By name; those without a group come last. */
  readonly groups: readonly GroupRows[];
}

export function followingOf(subscription: Subscription, { services, assigned }: Offer): Following {
  const followed = followedBy(subscription, { services, assigned });
  const byId = new Map(followed.map((one) => [one.id, one]));
  const rows = services.map((service): ServiceRow => {
    const one = byId.get(service.id);
    return { service, why: one?.why ?? null, isTold: one !== undefined && !one.isMuted };
  });
  // A group that no service is in yet is followed all the same, so it can be seen and let go of.
  const names = new Set([
    ...services.flatMap(({ group }) => group ?? []),
    ...assigned.groups,
    ...subscription.groups,
  ]);
  const groups = [...names]
    .toSorted((a, b) => a.localeCompare(b))
    .map((group): GroupRows => ({
      group,
      by: assigned.groups.includes(group)
        ? 'assigned'
        : subscription.groups.includes(group)
          ? 'followed'
          : null,
      rows: rows.filter(({ service }) => service.group === group),
    }));
  const loose = rows.filter(({ service }) => service.group === undefined);
  return {
    basis: basisOf(followed),
    groups: loose.length > 0 ? [...groups, { group: null, by: null, rows: loose }] : groups,
  };
}

/** Makes a service disturb. While everything is followed by default, that means choosing it only where `isChoosing`. */
export function tell(
  subscription: Subscription,
  id: string,
  offer: Offer,
  { isChoosing }: { readonly isChoosing: boolean },
): Subscription {
  const heard = { ...subscription, muted: without(subscription.muted, id) };
  const why = followedBy(heard, offer).find((one) => one.id === id)?.why;
  const isFollowed = why !== undefined && !(why === 'everything' && isChoosing);
  return tidied(isFollowed ? heard : { ...onlySome(heard), services: including(heard.services, id) }, offer);
}

/** Keeps a service from disturbing: what the person chose is let go of, what comes by other ways is muted. */
export function silence(subscription: Subscription, id: string, offer: Offer): Subscription {
  const why = followedBy(subscription, offer).find((one) => one.id === id)?.why;
  if (why !== 'followed') return tidied({ ...subscription, muted: including(subscription.muted, id) }, offer);
  const left = { ...subscription, services: without(subscription.services, id) };
  const isInGroup = followedBy(left, offer).some((one) => one.id === id && one.why === 'followed_by_group');
  return tidied(isInGroup ? { ...left, muted: including(left.muted, id) } : left, offer);
}

/** Follows a group, with the services that come into it later. */
export function followGroup(subscription: Subscription, group: string, offer: Offer): Subscription {
  return tidied({ ...onlySome(subscription), groups: including(subscription.groups, group) }, offer);
}

export function leaveGroup(subscription: Subscription, group: string, offer: Offer): Subscription {
  return tidied({ ...subscription, groups: without(subscription.groups, group) }, offer);
}

/** Follows everything, what comes later too. Where nothing is assigned, that is what somebody does who has chosen nothing. */
export function followEverything(subscription: Subscription, offer: Offer): Subscription {
  const all = { ...onlySome(subscription), services: [], groups: [] };
  const { services, groups } = offer.assigned;
  return tidied(services.length + groups.length > 0 ? { ...all, everything: true } : all, offer);
}

/** No longer everything by choice; what an older relay does not know is left out altogether. */
export function onlySome(subscription: Subscription): Subscription {
  const some = { ...subscription };
  delete some.everything;
  return some;
}

/**
 * Leaves out services that are gone, which the relay would refuse, and mutes of what is not followed: one that was forgotten
 * would silence what an admin assigns later.
 */
function tidied(subscription: Subscription, offer: Offer): Subscription {
  const there = new Set(offer.services.map(({ id }) => id));
  const left = { ...subscription, services: subscription.services.filter((id) => there.has(id)) };
  const followed = new Set(followedBy(left, offer).map(({ id }) => id));
  return { ...left, muted: left.muted.filter((id) => followed.has(id)) };
}

function followedBy(subscription: Subscription, { services, assigned }: Offer): FollowedService[] {
  return followedServices({ services: [...services] }, { subscription, assigned });
}

function basisOf(followed: readonly FollowedService[]): Following['basis'] {
  if (followed.every(({ why }) => why === 'everything')) return 'everything';
  const isAssigned = ({ why }: FollowedService) => why === 'assigned' || why === 'assigned_by_group';
  return followed.some(isAssigned) ? 'assigned' : 'chosen';
}

function including(names: readonly string[], name: string): string[] {
  return [...new Set([...names, name])].toSorted();
}

function without(names: readonly string[], name: string): string[] {
  return names.filter((one) => one !== name);
}
