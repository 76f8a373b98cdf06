import type { AffectedService } from '../model/impact.ts';
import { severityRank } from '../model/severity.ts';
import { emptySubscription } from '../model/subscription.ts';
import type { Own } from '../protocol/server-message.ts';
import type { CatalogueView, IncidentView } from '../protocol/view.ts';

/** Why a person follows a service: the strongest reason, an admin's first. */
export type Why = 'assigned' | 'assigned_by_group' | 'followed' | 'followed_by_group' | 'everything';

/** A service that a person follows. A muted one stays listed and does not disturb. */
export interface FollowedService {
  readonly id: string;
  readonly why: Why;
  readonly isMuted: boolean;
}

type Services = Pick<CatalogueView, 'services'>;
type Choice = Pick<Own, 'subscription' | 'assigned'>;

/**
 * Whether an incident is one that this person wants to be told of. It is where one of the services that it affects is
 * followed and not muted, and it is grave enough for this person. One that names no service is about everybody; of one whose
 * services have all recovered those count that it names, so that the last step concerns those whom the first one did.
 */
export function concernOf(
  incident: Pick<IncidentView, 'services' | 'severity'>,
  catalogue: Services,
  own: Choice,
): 'mine' | 'other' {
  const { leastSeverity } = own.subscription ?? emptySubscription;
  // Nothing is graver than a sev1: no least severity drops one.
  const isGrave = severityRank(incident.severity) >= severityRank(leastSeverity);
  return isGrave && isOnFollowed(incident.services, catalogue, own) ? 'mine' : 'other';
}

/**
 * The services of the catalogue that a person follows, in the catalogue's order. Who reaches none, because nothing is
 * assigned or chosen or because it is all gone, follows everything: silence has to be meant.
 */
export function followedServices({ services }: Services, own: Choice): FollowedService[] {
  const { muted } = own.subscription ?? emptySubscription;
  const chosen = services.flatMap(({ id, group }) => {
    const why = whyFollowed(id, group, own);
    return why ? [{ id, why }] : [];
  });
  const all = chosen.length > 0 ? chosen : services.map(({ id }) => ({ id, why: 'everything' as const }));
  return all.map(({ id, why }) => ({ id, why, isMuted: muted.includes(id) }));
}

/**
 * Those of an incident's services that concern a person. Who follows everything also follows what the catalogue does not know:
 * it may come a moment later, or have lost a service that an incident still names.
 */
export function servicesOfConcern(
  services: readonly AffectedService[],
  catalogue: Services,
  own: Choice,
): AffectedService[] {
  const followed = followedServices(catalogue, own);
  const followsAll =
    own.subscription?.everything === true || followed.every(({ why }) => why === 'everything');
  const muted = own.subscription?.muted ?? [];
  return services.filter(
    ({ id }) => !muted.includes(id) && (followsAll || followed.some((one) => one.id === id)),
  );
}

function whyFollowed(id: string, group: string | undefined, { assigned, subscription }: Choice): Why | null {
  const isIn = (groups: readonly string[] | undefined) => group !== undefined && groups?.includes(group);
  if (assigned?.services.includes(id)) return 'assigned';
  if (isIn(assigned?.groups)) return 'assigned_by_group';
  if (subscription?.services.includes(id)) return 'followed';
  if (isIn(subscription?.groups)) return 'followed_by_group';
  return subscription?.everything === true ? 'everything' : null;
}

function isOnFollowed(services: readonly AffectedService[], catalogue: Services, own: Choice): boolean {
  if (services.length === 0) return true;
  const affected = services.filter(({ impact }) => impact !== 'operational');
  const touched = affected.length > 0 ? affected : services;
  return servicesOfConcern(touched, catalogue, own).length > 0;
}
