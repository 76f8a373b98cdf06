import type { Scope } from '../../../shared/model/scope.ts';

/** What each scope lets a program do, as a sentence for the one who gives it. */
export const scopeWords: Record<Scope, string> = {
  'state:read': 'Read incidents, services and tools as its role may see them.',
  'receipts:write': 'Acknowledge, and choose what to be told.',
  'incidents:write': 'Open incidents, post updates and publish drafts.',
  'reach:read': 'Read who has met an incident, by name.',
  'maintenance:write': 'Plan, start and end maintenance.',
  'catalogue:write': 'Change services and tools.',
  'audiences:read': 'Read audiences and who is in them.',
  'audiences:write': 'Change who may read what.',
  'sources:read': 'Read sources and what they sent.',
  'sources:write': 'Add, change and remove sources.',
  'drafts:read': 'Read drafts.',
  'drafts:write': 'Make drafts and put them aside.',
  'people:read': 'Read accounts.',
  'people:write': 'Add, change and remove people and roles.',
  'devices:read': 'Read which browsers are paired.',
  'devices:write': 'Cut browsers off.',
  'tokens:read': 'Read which tokens there are.',
  'tokens:write': 'Make and revoke tokens, within its own rights.',
  'audit:read': 'Read the audit log.',
  'settings:read': 'Read the settings.',
  'settings:write': 'Change the settings.',
  'sign-in:write': 'Make sign-in codes in local mode.',
};
