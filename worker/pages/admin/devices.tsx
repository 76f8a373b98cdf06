import { isRejection } from '../../../shared/core/rejection.ts';
import type { DeviceEntry } from '../../../shared/protocol/answers.ts';
import { problems } from '../../../shared/protocol/problem.ts';
import { type FormState, freshForm } from '../console/form-state.ts';
import { refusalPage } from '../message-page.tsx';
import { seeOther } from '../see-other.ts';
import { AdminForm } from './admin-form.tsx';
import { adminPage } from './admin-page.tsx';
import type { AdminHandler, AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { deviceList } from './device-list.tsx';
import { sections } from './sections.ts';
import { comesBack, readAdminForm } from './sent-form.ts';

/** Paired browsers: who has which, and a way to cut one off. */
export const devicesPages = {
  adminDevices: deviceList,
  adminRevokeDevice: (visit) =>
    withDevice(visit, (device) => revokePage(visit, device, freshForm('revoke'), 200)),
  adminSendRevokeDevice: (visit) =>
    withDevice(visit, async (device) => {
      const sent = await readAdminForm(visit.request);
      if (isRejection(sent)) return refusalPage(sent.rejected, visit.person);
      const gone = await callApi(visit, 'revokeDevice', { params: { id: device.id } });
      if (gone.ok) return seeOther(`${sections.devices.path}?done=revoked`);
      const form = comesBack('revoke', sent.values, gone, {}, {});
      return revokePage(visit, device, form, problems[gone.code].status);
    }),
} satisfies Record<string, AdminHandler>;

async function withDevice(
  visit: AdminVisit,
  work: (device: DeviceEntry) => Promise<Response>,
): Promise<Response> {
  const all = await callApi(visit, 'listDevices');
  const device = all.ok ? all.value.devices.find(({ id }) => id === visit.params['id']) : undefined;
  return device ? work(device) : refusalPage('not_found', visit.person);
}

function revokePage({ person }: AdminVisit, device: DeviceEntry, form: FormState, status: number) {
  return adminPage({
    person,
    section: 'devices',
    title: 'Cut off this browser?',
    status,
    isRefused: status !== 200,
    children: (
      <AdminForm form={form} button="Cut off" back={sections.devices.path} isDanger>
        <p>
          <bdi>{device.browser}</bdi> of {device.person} loses access at once and forgets what it has kept.
          The person can pair it again.
        </p>
      </AdminForm>
    ),
  });
}
