import * as answers from '../answers.ts';
import * as oauth from '../oauth.ts';
import type { Operation } from '../operation.ts';

/** What a browser says before it is a device, and to stay one: forms, and refusals, as OAuth has them. */
export const oauthRows = {
  startPairing: {
    method: 'POST',
    path: '/oauth/device_authorization',
    access: 'key',
    tag: 'devices',
    summary: 'A browser asks to be connected to its person (RFC 8628); the proof names its key',
    form: oauth.DeviceAuthorizationForm,
    answer: {
      status: 200,
      is: 'The codes; the person compares and confirms the user code',
      schema: oauth.DeviceAuthorization,
    },
  },
  getDeviceToken: {
    method: 'POST',
    path: '/oauth/token',
    access: 'key',
    tag: 'devices',
    summary:
      'Exchanges a confirmed device code, or a refresh token, for tokens bound to the key (RFC 8628, RFC 9449)',
    form: oauth.TokenForm,
    answer: { status: 200, is: 'The tokens', schema: oauth.TokenAnswer },
  },
  giveUpDeviceToken: {
    method: 'POST',
    path: '/oauth/revoke',
    access: 'key',
    tag: 'devices',
    summary: 'A device gives up its access (RFC 7009); a token that is no good is answered alike',
    form: oauth.RevocationForm,
    answer: { status: 200, is: 'It has none now' },
  },
} as const satisfies Record<string, Operation>;

/** The calls about paired browsers. */
export const devicesRows = {
  listDevices: {
    method: 'GET',
    path: '/api/v1/devices',
    access: 'admin',
    scope: 'devices:read',
    tag: 'devices',
    summary: 'The paired browsers of everybody',
    query: { person: 'Only those of this person' },
    answer: {
      status: 200,
      is: 'Those with access first, the newest first',
      schema: answers.DevicesAnswer,
    },
  },
  revokeDevice: {
    method: 'DELETE',
    path: '/api/v1/devices/:id',
    access: 'admin',
    scope: 'devices:write',
    tag: 'devices',
    summary: "Take a device's access away at once, its open streams included",
    takesAccessAway: true,
    answer: { status: 204, is: 'It has none now' },
  },
} as const satisfies Record<string, Operation>;
