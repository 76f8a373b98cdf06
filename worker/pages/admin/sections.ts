import { adminTable } from './admin-table.ts';

/** The parts of the admin pages, in the order of the navigation. */
export const sections = {
  home: { name: 'Overview', path: adminTable.adminHome.path },
  people: { name: 'People', path: adminTable.adminPeople.path },
  invitations: { name: 'Invitations', path: adminTable.adminInvitations.path },
  audiences: { name: 'Audiences', path: adminTable.adminAudiences.path },
  services: { name: 'Services', path: adminTable.adminServices.path },
  tools: { name: 'Tools', path: adminTable.adminTools.path },
  sources: { name: 'Sources', path: adminTable.adminSources.path },
  devices: { name: 'Devices', path: adminTable.adminDevices.path },
  tokens: { name: 'Tokens', path: adminTable.adminTokens.path },
  audit: { name: 'Audit', path: adminTable.adminAudit.path },
  settings: { name: 'Settings', path: adminTable.adminSettings.path },
} as const;

export type SectionId = keyof typeof sections;
