const get = <const Path extends string>(path: Path) => ({ method: 'GET', path }) as const;
const post = <const Path extends string>(path: Path) => ({ method: 'POST', path }) as const;

/**
 * The pages under `/admin`. Nothing that is asked for by GET writes. A form is sent to the address that it stands at, so that a
 * refused one, loaded again, is that form again.
 */
export const adminTable = {
  adminHome: get('/admin'),

  adminServices: get('/admin/services'),
  adminAddService: get('/admin/services/add'),
  adminSendAddService: post('/admin/services/add'),
  adminEditService: get('/admin/services/edit/:id'),
  adminSendEditService: post('/admin/services/edit/:id'),
  adminRemoveService: get('/admin/services/remove/:id'),
  adminSendRemoveService: post('/admin/services/remove/:id'),

  adminTools: get('/admin/tools'),
  adminAddTool: get('/admin/tools/add'),
  adminSendAddTool: post('/admin/tools/add'),
  adminEditTool: get('/admin/tools/edit/:id'),
  adminSendEditTool: post('/admin/tools/edit/:id'),
  adminRemoveTool: get('/admin/tools/remove/:id'),
  adminSendRemoveTool: post('/admin/tools/remove/:id'),

  adminAudiences: get('/admin/audiences'),
  adminAddAudience: get('/admin/audiences/add'),
  adminSendAddAudience: post('/admin/audiences/add'),
  adminEditAudience: get('/admin/audiences/edit/:id'),
  adminSendEditAudience: post('/admin/audiences/edit/:id'),
  adminRemoveAudience: get('/admin/audiences/remove/:id'),
  adminSendRemoveAudience: post('/admin/audiences/remove/:id'),

  adminSources: get('/admin/sources'),
  adminAddSource: get('/admin/sources/add'),
  adminSendAddSource: post('/admin/sources/add'),
  adminEditSource: get('/admin/sources/edit/:id'),
  adminSendEditSource: post('/admin/sources/edit/:id'),
  adminRemoveSource: get('/admin/sources/remove/:id'),
  adminSendRemoveSource: post('/admin/sources/remove/:id'),

  adminPeople: get('/admin/people'),
  adminAddPerson: get('/admin/people/add'),
  adminSendAddPerson: post('/admin/people/add'),
  adminEditPerson: get('/admin/people/edit/:person'),
  adminSendEditPerson: post('/admin/people/edit/:person'),
  adminRemovePerson: get('/admin/people/remove/:person'),
  adminSendRemovePerson: post('/admin/people/remove/:person'),
  adminErasePerson: get('/admin/people/erase/:person'),
  adminSendErasePerson: post('/admin/people/erase/:person'),
  adminImportPeople: get('/admin/people/import'),
  adminSendImportPeople: post('/admin/people/import'),

  adminDevices: get('/admin/devices'),
  adminRevokeDevice: get('/admin/devices/revoke/:id'),
  adminSendRevokeDevice: post('/admin/devices/revoke/:id'),

  adminTokens: get('/admin/tokens'),
  adminAddToken: get('/admin/tokens/add'),
  adminSendAddToken: post('/admin/tokens/add'),
  adminRevokeToken: get('/admin/tokens/revoke/:id'),
  adminSendRevokeToken: post('/admin/tokens/revoke/:id'),

  adminInvitations: get('/admin/invitations'),
  adminAddInvitation: get('/admin/invitations/add'),
  adminSendAddInvitation: post('/admin/invitations/add'),
  adminRemoveInvitation: get('/admin/invitations/remove/:id'),
  adminSendRemoveInvitation: post('/admin/invitations/remove/:id'),

  adminAudit: get('/admin/audit'),

  adminSettings: get('/admin/settings'),
  adminSendSettings: post('/admin/settings'),
} as const;

export type AdminPageId = keyof typeof adminTable;
