import { adminTable } from './admin-table.ts';

/** The parts of the admin pages, in the order of the navigation. */
export const sections = {
  home: { name: 'Overview', path: adminTable.adminHome.path },
  services: { name: 'Services', path: adminTable.adminServices.path },
  tools: { name: 'Tools', path: adminTable.adminTools.path },
  audiences: { name: 'Audiences', path: adminTable.adminAudiences.path },
  sources: { name: 'Sources', path: adminTable.adminSources.path },
} as const;

export type SectionId = keyof typeof sections;
