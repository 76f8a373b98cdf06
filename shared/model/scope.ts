import * as v from 'valibot';

/**
 * What a credential may be used for. A role says what its holder may do; a scope narrows a credential of that holder to a part of it.
 * Each row of the API table that asks for a role names the one scope that it needs.
 */
export const scopes = [
  'state:read',
  'receipts:write',
  'incidents:write',
  'reach:read',
  'maintenance:write',
  'catalogue:write',
  'audiences:read',
  'audiences:write',
  'sources:read',
  'sources:write',
  'drafts:read',
  'drafts:write',
  'people:read',
  'people:write',
  'devices:read',
  'devices:write',
  'tokens:read',
  'tokens:write',
  'audit:read',
  'settings:read',
  'settings:write',
  'sign-in:write',
] as const;
export const Scope = v.picklist(scopes);
export type Scope = v.InferOutput<typeof Scope>;

/** All that a paired device may do, whoever its person is: a browser that is stolen publishes nothing. */
export const deviceScopes: readonly Scope[] = ['state:read', 'receipts:write'];
