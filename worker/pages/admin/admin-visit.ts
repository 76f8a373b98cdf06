import { hasRole } from '../../../shared/model/person.ts';
import { noteRefusal } from '../../http/note-refusal.ts';
import type { Caller } from '../../hub/hub-api.ts';
import { refusalPage } from '../message-page.tsx';
import type { PageHandler, Visit } from '../visit.ts';

/** A visit of an admin, who shows no narrowed credential. */
export interface AdminVisit extends Visit {
  readonly person: Caller;
}

export type AdminHandler = (visit: AdminVisit) => Promise<Response>;

/** The page for admins; everybody else gets the page that says so, and the audit log says who it was. */
export function adminOnly(page: string, handler: AdminHandler): PageHandler {
  return async (visit) => {
    const { person } = visit;
    if (!person) return refusalPage('unauthenticated', null);
    const isAdmin = person.kind === 'person' && hasRole(person.role, 'admin') && !person.scopes;
    if (isAdmin) return handler({ ...visit, person });
    await noteRefusal(visit.hub, person, page, { rejected: 'forbidden', detail: 'This page is for admins.' });
    return refusalPage('forbidden', person, 'admin');
  };
}
