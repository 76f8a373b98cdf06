import { Time } from '../../../shared/ui/time.tsx';
import type { SourceWithHealth } from '../../../shared/protocol/answers.ts';
import { sceneOf } from '../scene.ts';
import type { AdminVisit } from './admin-visit.ts';
import { callApi } from './call-api.ts';
import { Table } from './table.tsx';

const SHOWN = 10;

const becameWords = {
  pending: 'waiting',
  applied: 'understood',
  ignored: 'says nothing new',
  quarantined: 'not understood',
} as const;

/** What a source sent lately, newest first, and what became of it. */
export async function sentLately(visit: AdminVisit, source: SourceWithHealth) {
  const query = new URLSearchParams({ source: source.id });
  const sent = await callApi(visit, 'listInboundEvents', { query });
  const events = sent.ok ? sent.value.events.slice(0, SHOWN) : [];
  const scene = sceneOf({ services: [] });
  return (
    <section class="stack">
      <h2>What it sent lately</h2>
      {source.health === 'refused' && (
        <p>
          Requests with a wrong secret since it last showed the right one. So far, {source.refusedCount} were
          refused.
        </p>
      )}
      {events.length === 0 ? (
        <p class="detail">Nothing yet.</p>
      ) : (
        <Table
          label="What it sent lately"
          items={events}
          keyOf={({ id }) => id}
          columns={[
            { head: 'When', cell: ({ receivedAt }) => <Time at={receivedAt} scene={scene} isPartOfText /> },
            { head: 'Became', cell: ({ status }) => becameWords[status] },
            { head: 'Why', cell: ({ reason }) => reason ?? '' },
          ]}
        />
      )}
    </section>
  );
}
