import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRelay } from '../../../scripts/relay.ts';
import type { Server, Sizes } from './server.ts';

/** An incident gets so many updates before the next one opens: a frame then has 1.5 to some 5 kB, as in life. */
const UPDATES = 10;

/** The built worker on bare workerd, as `npm start` runs it. The bytes of its answers go into `sizes`, turn by turn. */
export async function startRelayServer(sizes: Sizes): Promise<Server> {
  const stateDir = mkdtempSync(join(tmpdir(), 'masthead-bench-'));
  let relay = await startRelay({ port: 0, stateDir });
  const { port, credentials } = relay;
  await saveService(credentials.url, credentials.admin);
  let turn = 0;
  let incidentId: string | null = null;
  return {
    name: 'relay',
    target: {
      port,
      streamPath: '/api/v1/stream',
      statePath: '/api/v1/state',
      readerToken: credentials.stakeholder,
      writerToken: credentials.liaison,
      hasTickets: true,
    },
    pid: () => relay.pid,
    next: () => {
      // The last turn's incident stays for the burst.
      if (turn % (UPDATES + 1) === 0) incidentId = null;
      return incidentId === null ? opening(turn) : update(incidentId, turn);
    },
    burst: () => update(incidentId ?? '', turn),
    noteAnswer: (body) => {
      incidentId ??= (JSON.parse(body) as { id: string }).id;
      sizes[turn] ??= body.length;
      turn += 1;
    },
    killAndRestart: async () => {
      await relay.kill();
      relay = await startRelay({ port, stateDir });
    },
    stop: async () => {
      await relay.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

async function saveService(url: string, token: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/services/checkout`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Checkout' }),
  });
  if (!response.ok) throw new Error(`saving a service was answered ${response.status}`);
}

function opening(turn: number) {
  const incident = {
    title: `Card payments fail (${turn})`,
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    message: 'Every second card payment fails. '.repeat(20),
  };
  return { path: '/api/v1/incidents', body: JSON.stringify(incident) };
}

function update(incidentId: string, turn: number) {
  const body = { message: `Still on it (${turn}). The other provider takes a part of it.` };
  return { path: `/api/v1/incidents/${incidentId}/updates`, body: JSON.stringify(body) };
}
