import * as v from 'valibot';
import { assertNever } from '../../../shared/core/assert-never.ts';
import type { Fact } from '../../../shared/model/draft.ts';
import { SourceRule } from '../../../shared/model/source.ts';
import { useRandom } from '../../../worker/random.ts';
import { connectSilently } from '../browser.ts';
import { admin, at, done, hub, liaison, type Opened, pass, person, relay } from '../relay.ts';
import { audience } from '../../support/builders.ts';
import { CANARY, type Step } from './history.ts';

const MINUTE = 60_000;
const ann = person('ann');

/** Ids of what a history has made so far. */
export interface Made {
  readonly open: string[];
  readonly secret: string[];
  readonly secretMaintenances: string[];
  readonly drafts: string[];
}

export const nothingMade = (): Made => ({ open: [], secret: [], secretMaintenances: [], drafts: [] });

/** The organisation before a history: a service, and three audiences, two of them with a name that tells something. */
export async function foundCompany(isInSales: boolean): Promise<void> {
  await done({ type: 'save_service', service: { id: 'checkout', name: 'Checkout' } }, admin);
  const members = isInSales ? ['stakeholder@masthead.local'] : [];
  const audiences = [
    audience({ id: 'sales', members }),
    audience({ id: 'board', name: `${CANARY} board`, members: [ann.id] }),
    audience({ id: 'inner', name: `${CANARY} inner circle`, members: [`${CANARY}.inner@example.com`] }),
  ];
  // Asking is allowed, so that it is among what could tell.
  await write('PUT', '/api/v1/settings', { mayAskForAccess: true });
  for (const one of audiences) await done({ type: 'save_audience', audience: one }, admin);
}

/** Runs a step with random numbers of its own, so that no other step shifts them. */
export async function seeded<Result>(seed: string, step: () => Promise<Result>): Promise<Result> {
  let next = new TextEncoder().encode(seed).reduce((hash, byte) => Math.imul(hash, 31) + byte, 7);
  const putBack = useRandom((bytes) => {
    bytes.forEach((_, index) => {
      next = Math.imul(next ^ (next >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
      bytes[index] = next >>> 16;
    });
  });
  try {
    return await step();
  } finally {
    putBack();
  }
}

/** Carries a step out; what it refers to and is not there makes it nothing. */
export async function take(step: Step, made: Made): Promise<void> {
  switch (step.kind) {
    case 'open': {
      pass(MINUTE);
      const { id } = await open('Cards refused', step.severity, step.forSales ? ['sales'] : []);
      made.open.push(id);
      return;
    }
    case 'update':
      pass(MINUTE);
      return update(pick(made.open, step.on), 'Some cards still fail.', step);
    case 'maintenance':
      pass(MINUTE);
      return void (await schedule('New till', []));
    case 'rename_service':
      pass(MINUTE);
      return void (await done({ type: 'save_service', service: { id: 'checkout', name: step.name } }, admin));
    case 'secret_open': {
      const { id } = await open(`${CANARY} title`, step.severity, [...step.audiences]);
      made.secret.push(id);
      return;
    }
    case 'secret_update':
      return update(pick(made.secret, step.on), `${CANARY} update`, step);
    case 'secret_audiences': {
      const incidentId = pick(made.secret, step.on);
      const audiences = [...step.audiences];
      await hub().execute(liaison, { type: 'set_incident_audiences', incidentId, audiences }, null);
      return;
    }
    case 'secret_maintenance': {
      made.secretMaintenances.push((await schedule(`${CANARY} work`, ['board'])).id);
      return;
    }
    case 'secret_draft':
      return void made.drafts.push(...(await draft()));
    case 'secret_member':
      return write('PUT', '/api/v1/audiences/board', {
        name: `${CANARY} board, larger`,
        members: [ann.id, `${CANARY}.member@example.com`],
      });
    case 'secret_person':
      return write('POST', '/api/v1/people', {
        id: `${CANARY}.person@example.com`,
        name: `${CANARY} person`,
        role: 'stakeholder',
      });
    case 'secret_invitation':
      return write('POST', '/api/v1/invitations', {
        person: `${CANARY}.guest@example.com`,
        name: `${CANARY} guest`,
      });
    case 'secret_token':
      return write('POST', '/api/v1/tokens', {
        name: `${CANARY} token`,
        role: 'stakeholder',
        scopes: ['state:read'],
      });
    case 'secret_reading': {
      const id = pick(made.secret, step.on);
      await hub().acknowledge(ann, id, 1, null);
      await hub().setSignal(ann, id, 'affected');
      (await connectSilently(ann)).socket.close(1000);
      return;
    }
    default:
      return assertNever(step);
  }
}

function pick(ids: readonly string[], on: number): string {
  return ids[on % Math.max(1, ids.length)] ?? 'inc_none';
}

function open(title: string, severity: string, audiences: string[]): Promise<Opened> {
  const isSecret = title.includes(CANARY);
  return done<Opened>({
    type: 'open_incident',
    input: {
      title,
      severity: severity as 'sev1',
      services: [{ id: 'checkout', impact: 'partial_outage' }],
      phase: 'investigating',
      message: `${title}: a message.`,
      ...(isSecret && { workaround: `${CANARY} workaround`, customerMessage: `${CANARY} for customers` }),
      links: isSecret
        ? [{ label: `${CANARY} room`, url: `https://${CANARY}.example.com/`, kind: 'bridge' }]
        : [],
      audiences,
    },
  });
}

/** A refusal (a phase that goes back, an incident that is over) is a step like any other. */
async function update(
  incidentId: string,
  message: string,
  { phase, severity }: { phase: string; severity: string },
): Promise<void> {
  const input = { message, phase: phase as 'monitoring', severity: severity as 'sev1' };
  await hub().execute(liaison, { type: 'post_update', incidentId, input }, null);
}

function schedule(title: string, audiences: string[]): Promise<Opened> {
  return done<Opened>({
    type: 'schedule_maintenance',
    input: {
      title,
      message: `${title}, all night.`,
      services: ['checkout'],
      startsAt: '2095-01-01T00:00:00.000Z',
      endsAt: '2095-01-02T00:00:00.000Z',
      audiences,
    },
  });
}

/** What a source says, which waits for a liaison. */
async function draft(): Promise<string[]> {
  const rule = v.parse(SourceRule, { audiences: ['board'] });
  const source = { id: 'src_pager', name: `${CANARY} pager`, kind: 'pagerduty', rule } as const;
  await done({ type: 'save_source', source }, admin);
  const fact: Fact = {
    key: 'case-1',
    occurredAt: at(),
    phase: 'investigating',
    title: `${CANARY} alert`,
    message: `${CANARY} alert: a message.`,
    serviceWords: [],
    severityWords: [],
    links: [],
  };
  await hub().execute(liaison, { type: 'report_fact', sourceId: source.id, fact }, null);
  const drafts = await hub().run('listDrafts', liaison);
  return drafts.map(({ id }) => id);
}

async function write(method: string, path: string, json: object): Promise<void> {
  const response = await relay.fetch(`http://localhost${path}`, {
    method,
    headers: { Authorization: 'Bearer test-admin-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(json),
  });
  // The same person twice is refused, and that is a step too; what is not understood would be none.
  if (response.status >= 400 && response.status !== 409)
    throw new Error(`${method} ${path}: ${await response.text()}`);
  await response.arrayBuffer();
}
