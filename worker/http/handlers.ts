import type { Handlers } from './handler.ts';
import { auditRoutes } from './routes/audit.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { deviceRoutes } from './routes/devices.ts';
import { accessRequestRoutes } from './routes/access-requests.ts';
import { confirmationRoutes } from './routes/confirmations.ts';
import { draftRoutes } from './routes/drafts.ts';
import { erasureRoutes } from './routes/erasure.ts';
import { inboundRoutes } from './routes/inbound.ts';
import { invitationRoutes } from './routes/invitations.ts';
import { incidentRoutes } from './routes/incidents.ts';
import { peopleRoutes } from './routes/people.ts';
import { receiptRoutes } from './routes/receipts.ts';
import { serviceRoutes } from './routes/service.ts';
import { settingsRoutes } from './routes/settings.ts';
import { signInRoutes } from './routes/sign-in.ts';
import { sourceRoutes } from './routes/sources.ts';
import { streamRoutes } from './routes/stream.ts';
import { subscriptionRoutes } from './routes/subscription.ts';
import { tokenRoutes } from './routes/tokens.ts';

/** The handler of every row of the API table. */
export const handlers: Handlers = {
  ...serviceRoutes,
  ...streamRoutes,
  ...incidentRoutes,
  ...receiptRoutes,
  ...subscriptionRoutes,
  ...catalogueRoutes,
  ...peopleRoutes,
  ...invitationRoutes,
  ...sourceRoutes,
  ...inboundRoutes,
  ...draftRoutes,
  ...confirmationRoutes,
  ...accessRequestRoutes,
  ...signInRoutes,
  ...settingsRoutes,
  ...tokenRoutes,
  ...auditRoutes,
  ...erasureRoutes,
  ...deviceRoutes,
};
