import type { PageHandler } from '../visit.ts';
import type { AdminPageId } from './admin-table.ts';
import { type AdminHandler, adminOnly } from './admin-visit.ts';
import { auditPage } from './audit.tsx';
import { audiences } from './audiences.tsx';
import { devicesPages } from './devices.tsx';
import { adminHomePage } from './home.tsx';
import { invitationsPages } from './invitations.tsx';
import { nounPages } from './noun-pages.tsx';
import { importPage, sendImport } from './people-import.tsx';
import { peoplePages } from './people.tsx';
import { services } from './services.tsx';
import { settingsPages } from './settings.tsx';
import { sources } from './sources.tsx';
import { tokensPages } from './tokens.tsx';
import { tools } from './tools.tsx';

const ofServices = nounPages(services);
const ofTools = nounPages(tools);
const ofAudiences = nounPages(audiences);
const ofSources = nounPages(sources);

const pages: Record<AdminPageId, AdminHandler> = {
  adminHome: adminHomePage,

  adminServices: ofServices.list,
  adminAddService: ofServices.add,
  adminSendAddService: ofServices.sendAdd,
  adminEditService: ofServices.edit,
  adminSendEditService: ofServices.sendEdit,
  adminRemoveService: ofServices.remove,
  adminSendRemoveService: ofServices.sendRemove,

  adminTools: ofTools.list,
  adminAddTool: ofTools.add,
  adminSendAddTool: ofTools.sendAdd,
  adminEditTool: ofTools.edit,
  adminSendEditTool: ofTools.sendEdit,
  adminRemoveTool: ofTools.remove,
  adminSendRemoveTool: ofTools.sendRemove,

  adminAudiences: ofAudiences.list,
  adminAddAudience: ofAudiences.add,
  adminSendAddAudience: ofAudiences.sendAdd,
  adminEditAudience: ofAudiences.edit,
  adminSendEditAudience: ofAudiences.sendEdit,
  adminRemoveAudience: ofAudiences.remove,
  adminSendRemoveAudience: ofAudiences.sendRemove,

  adminSources: ofSources.list,
  adminAddSource: ofSources.add,
  adminSendAddSource: ofSources.sendAdd,
  adminEditSource: ofSources.edit,
  adminSendEditSource: ofSources.sendEdit,
  adminRemoveSource: ofSources.remove,
  adminSendRemoveSource: ofSources.sendRemove,

  ...peoplePages,
  adminImportPeople: importPage,
  adminSendImportPeople: sendImport,
  ...devicesPages,
  ...tokensPages,
  ...invitationsPages,
  adminAudit: auditPage,
  ...settingsPages,
};

/** The handler of every admin page, each behind the one door. */
export const adminPages = Object.fromEntries(
  Object.entries(pages).map(([id, handler]) => [id, adminOnly(id, handler)]),
) as Record<AdminPageId, PageHandler>;
