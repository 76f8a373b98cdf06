import * as v from 'valibot';
import { assertNever } from '../../shared/core/assert-never.ts';
import { acknowledgeLocally, type ClientState } from '../../shared/core/client-state.ts';
import { SafeUrl } from '../../shared/model/link.ts';
import type { Receipt } from '../../shared/model/receipt.ts';
import type { Diagnostics } from '../data/diagnostics.ts';
import { isTestIncident } from '../../shared/core/test-incident.ts';
import type { PairAnswer, Picture, Requests } from '../data/messages.ts';
import type { ManagedPolicy } from '../data/policy.ts';
import type { Announcer } from './announcer.ts';
import type { AskingRelay } from './asking.ts';
import {
  type AttendPorts,
  chooseForTool,
  hideHere,
  settleIncident,
  showAgain,
  snoozeIncident,
} from './attend.ts';
import { bannerPicture, bannerPlace, type PicturePorts } from './banner-picture.ts';
import type { Farewell } from './farewell.ts';
import { hiddenSomewhere } from './hidden.ts';
import type { RelayWrites } from './relay-writes.ts';
import type { Presence } from './presence.ts';
import type { Accepted } from './requests.ts';
import { answerTest, type TestAnswerPorts } from './test-answers.ts';

/** What the answers need of the rest of the background. */
export interface AnswerPorts extends PicturePorts, AttendPorts, TestAnswerPorts {
  readonly setState: (state: ClientState) => Promise<void>;
  readonly relayUrl: () => string | null;
  readonly managed: () => ManagedPolicy;
  readonly allowedToolIds: () => Promise<readonly string[]>;
  readonly addReceipts: (receipts: readonly Receipt[]) => Promise<void>;
  readonly openTab: (url: string) => Promise<void>;
  readonly asking: AskingRelay;
  readonly ended: () => Farewell | null;
  readonly pair: (relayUrl: string, token: string) => Promise<PairAnswer>;
  readonly unpair: () => Promise<void>;
  readonly permissionsChanged: () => Promise<void>;
  readonly writes: RelayWrites;
  readonly announcer: Announcer;
  readonly loadSpotFinder: (tabId: number) => Promise<void>;
  readonly diagnose: () => Promise<Diagnostics>;
  readonly presence: Pick<Presence, 'away' | 'seen'>;
}

type Answer = Requests[keyof Requests]['answer'];

/** Answers one accepted request. */
export async function answer({ request, tabId, pageUrl }: Accepted, ports: AnswerPorts): Promise<Answer> {
  if ('incidentId' in request && isTestIncident(request.incidentId)) return answerTest(request, ports);
  switch (request.type) {
    case 'get_picture':
      return picture(ports);
    case 'get_banner':
      return bannerPicture(tabId, pageUrl, ports);
    case 'get_banner_place':
      return bannerPlace(tabId, pageUrl, ports);
    case 'load_spot_finder':
      if (tabId !== null) await ports.loadSpotFinder(tabId);
      return null;
    case 'banner_drawn':
      if (tabId !== null) {
        await ports.tellHost(tabId, { type: 'frame_drawn' });
      }
      return null;
    case 'claim_announcements':
      return tabId === null ? null : ports.announcer.claim(tabId, request.incidents);
    case 'banner_displayed':
      // Checked again here: the two seconds were counted in the frame, which cannot know of focus or absence.
      if (tabId !== null && (await ports.canBeSeen(tabId))) await record(ports, 'displayed', [request]);
      return null;
    case 'open_incident':
      return openIncident(request, ports);
    case 'open_status_page':
      await ports.openStatusPage();
      return null;
    case 'incidents_opened':
      await record(
        ports,
        'opened',
        request.incidents.map((i) => ({ incidentId: i.id, revision: i.revision })),
      );
      return null;
    case 'away_seen':
      await ports.presence.seen();
      await ports.tellPages();
      return null;
    case 'acknowledge':
      await record(ports, 'acknowledged', [request]);
      await settleIncident(request.incidentId, ports);
      await ports.setState(acknowledgeLocally(ports.state(), request.incidentId, request.revision));
      return null;
    case 'hide_here':
      return hideHere(request.incidentId, tabId, ports);
    case 'snooze':
      return snoozeIncident(request.incidentId, ports);
    case 'show_again':
      return showAgain(request.incidentId, ports);
    case 'choose_for_tool':
      return chooseForTool(request.toolId, request.choice, ports);
    case 'send_signal':
      return ports.writes.put(`/api/v1/incidents/${encodeURIComponent(request.incidentId)}/signal`, {
        kind: request.kind,
      });
    case 'save_subscription':
      if (request.subscription === null) return { ok: false, reason: 'refused' };
      return ports.writes.put('/api/v1/subscription', request.subscription);
    case 'begin_asking':
      return ports.asking.begin(request.relayUrl);
    case 'open_asking_page':
      await ports.asking.openPage();
      return null;
    case 'end_asking':
      await ports.asking.clear();
      return null;
    case 'pair':
      return ports.pair(request.relayUrl, request.token);
    case 'unpair':
      await ports.unpair();
      return null;
    case 'permissions_changed':
      await ports.permissionsChanged();
      return null;
    case 'get_diagnostics':
      return ports.diagnose();
    default:
      return assertNever(request);
  }
}

async function picture(ports: AnswerPorts): Promise<Picture> {
  const { now, ...standing } = ports.standing();
  return {
    ...standing,
    confirmedAt: ports.confirmedAt(),
    link: ports.link(),
    away: ports.presence.away(),
    relayNow: now,
    relayUrl: ports.relayUrl(),
    asking: ports.asking.current(),
    ended: ports.ended(),
    allowedToolIds: await ports.allowedToolIds(),
    managed: ports.managed(),
    hiddenIds: hiddenSomewhere(await ports.hidden.load(), standing.view.incidents),
  };
}

/** Opens one of the incident's own links, or its page at the relay: no sender can have any other address opened. */
async function openIncident(
  { incidentId, url }: Requests['open_incident']['ask'],
  ports: AnswerPorts,
): Promise<null> {
  const incident = ports.state().view.incidents.find((i) => i.id === incidentId);
  const relayUrl = ports.relayUrl();
  if (!incident || relayUrl === null) return null;
  const target = url ?? `${relayUrl}/incidents/${incidentId}`;
  if (url !== null && !incident.links.some((link) => link.url === url)) return null;
  // The relay checked its links; a false relay would not have.
  if (!v.is(SafeUrl, target)) return null;
  await record(ports, 'opened', [{ incidentId, revision: incident.revision }]);
  await ports.openTab(target);
  return null;
}

/** Receipts for revisions that this browser really holds or held; a frame may lag behind by one. */
async function record(
  ports: AnswerPorts,
  stage: Receipt['stage'],
  revisions: readonly Pick<Receipt, 'incidentId' | 'revision'>[],
): Promise<void> {
  const held = new Map(ports.state().view.incidents.map((i) => [i.id, i.revision]));
  const at = ports.standing().now;
  await ports.addReceipts(
    revisions
      .filter(({ incidentId, revision }) => revision <= (held.get(incidentId) ?? 0))
      .map(({ incidentId, revision }) => ({ incidentId, revision, stage, at })),
  );
}
