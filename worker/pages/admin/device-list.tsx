import type { DeviceEntry } from '../../../shared/protocol/answers.ts';
import { now } from '../../clock.ts';
import { adminPage } from './admin-page.tsx';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { doneWords } from './done-words.ts';
import { SearchForm, sought } from './search-form.tsx';
import { sections } from './sections.ts';
import { Empty, Table } from './table.tsx';

const SHOWN = 200;

/** Paired browsers, those with access first. */
export async function deviceList(visit: AdminVisit): Promise<Response> {
  const query = new URL(visit.request.url).searchParams;
  const answer = await callApi(visit, 'listDevices');
  const all = answer.ok ? answer.value.devices : [];
  const found = all.filter(({ person, browser }) => sought(query, person, browser));
  const shown = found.slice(0, SHOWN);
  return adminPage({
    person: visit.person,
    section: 'devices',
    title: 'Devices',
    notice: doneWords('device', query.get('done')),
    children: (
      <>
        <p class="lead">
          Browsers that people have paired. A device reads and acknowledges; it publishes nothing, whoever its
          person is.
        </p>
        {all.length > 0 && <SearchForm query={query} label="Address or browser" />}
        {shown.length > 0 && (
          <Table
            label="Devices"
            items={shown}
            keyOf={({ id }) => id}
            columns={[
              { head: 'Browser', cell: ({ browser }) => browser },
              { head: 'Person', cell: ({ person }) => <span class="long">{person}</span> },
              { head: 'Last seen', cell: ({ seenOn }) => <span class="date">{seenOn}</span> },
              { head: 'Access', cell: accessOf },
            ]}
          />
        )}
        {found.length > SHOWN && <p class="detail">The first {SHOWN} are shown. Search for the others.</p>}
        {shown.length === 0 && (
          <Empty>
            <p>{all.length === 0 ? 'Nobody has paired a browser yet.' : 'Nothing matches.'}</p>
          </Empty>
        )}
      </>
    ),
  });
}

function accessOf(device: DeviceEntry) {
  if (device.revokedAt !== null) return 'cut off';
  if (device.expiresAt < now()) return 'expired';
  return (
    <a href={`${sections.devices.path}/revoke/${device.id}`}>
      Cut off… <span class="unseen">{`${device.browser} of ${device.person}`}</span>
    </a>
  );
}
