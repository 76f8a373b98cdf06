import { hasRole } from '../../../shared/model/person.ts';
import type { Caller } from '../../hub/hub-api.ts';
import { refusalPage } from '../message-page.tsx';
import type { PageHandler, Visit } from '../visit.ts';

/** A visit of an admin, who shows no narrowed credential. */
export interface AdminVisit extends Visit {
  readonly person: Caller;
}

export type AdminHandler = (visit: AdminVisit) => Promise<Response>;

/** The page for admins; everybody else gets the page that says so. */
export function adminOnly(handler: AdminHandler): PageHandler {
  return async (visit) => {
    const { person } = visit;
    if (!person) return refusalPage('unauthenticated', null);
    const isAdmin = person.kind === 'person' && hasRole(person.role, 'admin') && !person.scopes;
    return isAdmin ? handler({ ...visit, person }) : refusalPage('forbidden', person, 'admin');
  };
}
