import type { AdminHandler } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { deviceList } from './device-list.tsx';
import { byId, removalPages } from './removal.tsx';

const cutOff = removalPages({
  section: 'devices',
  async find(visit) {
    const all = await callApi(visit, 'listDevices');
    return all.ok ? byId(visit, all.value.devices) : undefined;
  },
  title: () => 'Cut off this browser?',
  text: ({ browser, person }) => (
    <p>
      <bdi>{browser}</bdi> of {person} loses access at once and forgets what it has kept. The person can pair
      it again.
    </p>
  ),
  button: 'Cut off',
  call: 'revokeDevice',
  params: ({ id }) => ({ id }),
  done: 'revoked',
});

/** Paired browsers: who has which, and a way to cut one off. */
export const devicesPages = {
  adminDevices: deviceList,
  adminRevokeDevice: cutOff.ask,
  adminSendRevokeDevice: cutOff.send,
} satisfies Record<string, AdminHandler>;
