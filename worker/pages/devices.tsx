import { isRejection } from '../../shared/core/rejection.ts';
import type { DeviceEntry } from '../../shared/protocol/answers.ts';
import { takeAway } from '../http/take-away.ts';
import type { Caller } from '../hub/hub-api.ts';
import { Layout } from './layout.tsx';
import { refusalPage } from './message-page.tsx';
import { pageResponse } from './page-response.ts';
import { pageTable } from './page-table.ts';
import { readForm } from './read-form.ts';
import { seeOther } from './see-other.ts';
import type { Visit } from './visit.ts';

/** The browsers of whoever is signed in, with a way to take the access of each away. */
export async function devicesPage({ hub, person }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  const devices = await hub((h) => h.run('listDevices', person.id));
  return pageResponse(<Devices devices={devices} person={person} />);
}

export async function sendDevicesPage({ request, hub, person }: Visit): Promise<Response> {
  if (!person) return refusalPage('unauthenticated', null);
  const form = await readForm(request);
  if (isRejection(form)) return refusalPage(form.rejected, person);
  const id = form.values.get('id') ?? '';
  const answer = await takeAway(hub, 'revokeDevice', person, id, { isOwn: true });
  return isRejection(answer) ? refusalPage(answer.rejected, person) : seeOther(pageTable.devices.path);
}

function Devices({ devices, person }: { devices: readonly DeviceEntry[]; person: Caller }) {
  const [live, gone] = [devices.filter(isLive), devices.filter((device) => !isLive(device))];
  return (
    <Layout title="Your browsers" person={person}>
      <h1>Your browsers</h1>
      <p>
        These read incidents as you. Disconnect what you do not know, or no longer have; it forgets at once
        what it holds.
      </p>
      {live.length === 0 && (
        <p class="notice">No browser is connected. Install the extension to connect one.</p>
      )}
      <ul class="devices">
        {live.map((device) => (
          <li key={device.id}>
            <div>
              <bdi class="label">{device.browser}</bdi>
              <p class="detail">
                Connected {dayOf(device.pairedAt)} · seen {device.seenOn}
              </p>
            </div>
            <form method="post" action={pageTable.devices.path}>
              <input type="hidden" name="id" value={device.id} />
              <button class="button" aria-label={`Disconnect ${device.browser}`}>
                Disconnect
              </button>
            </form>
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <>
          <h2>No longer connected</h2>
          <ul class="devices">
            {gone.map((device) => (
              <li key={device.id}>
                <div>
                  <bdi>{device.browser}</bdi>
                  <p class="detail">
                    {dayOf(device.revokedAt ?? device.expiresAt)} · {wordsOf[device.revokedWhy ?? '']}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  );
}

const wordsOf: Readonly<Record<string, string>> = {
  device_revoked: 'disconnected',
  person_removed: 'its person was removed',
  replaced: 'connected anew since',
  disconnected: 'disconnected by the browser itself',
  refresh_token_reused: 'its token was used twice, so it may have been copied',
};

function isLive({ revokedAt }: DeviceEntry): boolean {
  return revokedAt === null;
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}
