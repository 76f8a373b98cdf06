import { adminTable } from './admin/admin-table.ts';

/** The relay's pages for people: few, and not part of the API. */
export const pageTable = {
  home: { method: 'GET', path: '/' },
  signIn: { method: 'GET', path: '/sign-in' },
  startSignIn: { method: 'GET', path: '/sign-in/start' },
  signInCallback: { method: 'GET', path: '/sign-in/callback' },
  signInScript: { method: 'GET', path: '/sign-in.js' },
  startSession: { method: 'POST', path: '/session' },
  endSession: { method: 'POST', path: '/session/end' },
  incidentPage: { method: 'GET', path: '/incidents/:id' },
  askForAccess: { method: 'POST', path: '/incidents/:id' },
  console: { method: 'GET', path: '/console' },
  sendFromConsole: { method: 'POST', path: '/console' },
  ...adminTable,
  device: { method: 'GET', path: '/device' },
  deviceScript: { method: 'GET', path: '/device.js' },
  sendDevice: { method: 'POST', path: '/device' },
  devices: { method: 'GET', path: '/devices' },
  sendDevices: { method: 'POST', path: '/devices' },
} as const;

export type PageId = keyof typeof pageTable;
