import { browser } from 'wxt/browser';
import { createAnnouncer, storedAnnounced } from './announcer.ts';
import { allowedToolIds, createBanners } from './banners.ts';
import { browserBanners, loadSpotFinder } from './banner-browser.ts';
import type { Standing } from '../../shared/core/standing.ts';
import { fleetRules } from '../data/policy.ts';
import { withTestIncident } from '../../shared/core/test-incident.ts';
import { createBadgePainter, type ToolbarButton } from './badge.ts';
import { loadChoices } from './choices.ts';
import { createClocks } from './clocks.ts';
import type { Call } from './authorised-fetch.ts';
import { bootPairing } from './boot-pairing.ts';
import type { AskingRelay } from './asking.ts';
import { loadFarewell, storedFarewell } from './farewell.ts';
import { diagnose } from './diagnose.ts';
import { storedHidden } from './hidden.ts';
import { createKeeper } from './keeper.ts';
import { loadLinkHistory } from './link-history.ts';
import { browserNotifications } from './notification-browser.ts';
import { createNotifications, type Notifications, storedLedger } from './notifications.ts';
import { createPainter } from './painter.ts';
import { createPolicies, type Policies, storedEmptySince, storedPolicy } from './policy.ts';
import { createReceipts, type Receipts, storedReceipts } from './receipts.ts';
import { createRelayWrites } from './relay-writes.ts';
import { createRelayClient, type RelayClient } from './relay-client.ts';
import { storedCache, storedLinkMemory } from './store.ts';
import { openSystemSocket, systemClock, systemLog, systemTimers } from './system.ts';
import { openPopup } from './open-popup.ts';
import { tellPages } from './tell-pages.ts';
import { answer, type AnswerPorts } from './answers.ts';
import { showHere } from './attend.ts';
import type { DeedPorts } from './commands.ts';
import { canBeSeen, createPresence, idleState, type Presence, storedAbsence } from './presence.ts';
import { browserLocale } from '../data/browser-locale.ts';
import { loadTestRuns, storedTestRun } from './test-run.ts';

/** The background once it has started. */
export interface Background {
  readonly client: RelayClient;
  readonly receipts: Receipts;
  readonly asking: AskingRelay;
  readonly policies: Policies;
  readonly answerPorts: AnswerPorts;
  readonly notifications: Notifications;
  readonly presence: Presence;
  /** For what is asked by key, menu or notification. */
  readonly deedPorts: DeedPorts;
}

/** The toolbar button of this browser. */
export const toolbarButton: ToolbarButton = browser.action ?? browser.browserAction;

const random = () => Math.random();

/**
 * Builds the background from what is stored and paints it, as stale: only the relay's answer on a socket of this life makes
 * it current. Rejects where the browser does not answer; then nothing of it goes on, and it can be called again.
 */
export async function boot(): Promise<Background> {
  const area = browser.storage.local;
  // What audiences may read must not lie open to the process of a tool's page. Firefox does not know the call.
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  const cache = storedCache(area);
  const memory = storedLinkMemory(area);
  const hidden = storedHidden(browser.storage.session);
  const announced = storedAnnounced(area);
  const kept = await cache.load();
  const choices = await loadChoices(area);
  const policies = await createPolicies({
    ask: async () => browser.storage.managed.get(null),
    cache: storedPolicy(area),
    emptySince: storedEmptySince(browser.storage.session),
    clock: systemClock,
    timers: systemTimers,
    log: systemLog,
    onChange: () => void keeper.repaint(), // settles when painted; its failures are logged by the keeper
  });
  const history = await loadLinkHistory(area);
  const farewell = await loadFarewell(storedFarewell(area));
  const queue = storedReceipts(area);

  const clocks = createClocks(systemClock, kept.clockOffsetMs);
  const banners = createBanners(browserBanners);
  const locale = browserLocale();
  const testWords = { title: locale.say('test_title'), message: locale.say('test_message') };
  const presence = await createPresence({
    kept: storedAbsence(area),
    now: clocks.relayNow,
    isSure: () => client.link() === 'current',
    log: systemLog,
  });
  const test = await loadTestRuns({
    kept: storedTestRun(browser.storage.session),
    now: clocks.relayNow,
    timers: systemTimers,
    repaint: () => keeper.repaint(),
  });
  const keeper = createKeeper({
    cache,
    start: kept.state,
    clockOffsetMs: clocks.offsetMs,
    paint: createPainter({
      paintBadge: createBadgePainter(toolbarButton, locale),
      tellPages,
      banners,
      notifications: { show: () => notifications.show() },
      presence,
      standing: () => standing(),
      link: () => client.link(),
      managed: policies.current,
      history,
      choices,
      hidden,
    }),
    delivered: (revisions) =>
      receipts.add(revisions.map((revision) => ({ ...revision, stage: 'delivered', at: clocks.relayNow() }))),
    log: systemLog,
  });
  const standing = (): Standing =>
    withTestIncident(
      {
        view: keeper.state().view,
        own: keeper.state().own,
        attention: choices.current().attention,
        tools: choices.current().tools,
        fleet: fleetRules(policies.current().policy),
        now: clocks.relayNow(),
      },
      test.current(),
      testWords,
    );
  const notifications = createNotifications({
    ledger: storedLedger(area),
    screen: browserNotifications,
    standing,
    link: () => client.link(),
    clock: systemClock,
    timers: systemTimers,
    again: () => void keeper.repaint(), // its failures are logged by the keeper
    locale,
  });
  const call: Call = (...what) => access.call(...what);
  const isPaired = () => access.credential() !== null;
  const receipts = createReceipts({
    queue,
    isPaired,
    call,
    timers: systemTimers,
    random,
    log: systemLog,
  });
  const client = createRelayClient({
    clock: systemClock,
    clocks,
    timers: systemTimers,
    random,
    call,
    openSocket: openSystemSocket,
    memory,
    log: systemLog,
    state: keeper.state,
    setState: (state) => void keeper.set(state), // settles when painted; its failures are logged by the keeper
    repaint: keeper.repaint,
    end: (reason) => pairing.end(reason),
    hasEnded: () => farewell.current() !== null,
    requestUpdate: () => void browser.runtime.requestUpdateCheck().catch(() => {}), // throttled by the browser
  });
  const { access, pairing, asking } = bootPairing({
    clocks,
    client: () => client,
    keeper,
    farewell,
    policies,
    changed: tellPages,
    forget: [
      receipts,
      notifications,
      presence,
      { clear: test.end },
      hidden,
      announced,
      choices,
      history,
      cache,
    ],
  });

  await presence.heard(await idleState());
  await receipts.wake();
  // Last of what can fail: a start that is tried again must leave no second stream behind.
  await pairing.resume();
  void policies.refresh(); // may take seconds, and nobody waits for it
  await asking.resume();
  const relayUrl = () => access.credential()?.relayUrl ?? null;
  const allowed = () => allowedToolIds(keeper.state().view.tools, browserBanners.isAllowed);
  const answerPorts: AnswerPorts = {
    state: keeper.state,
    setState: keeper.set,
    link: client.link,
    standing,
    confirmedAt: () => keeper.state().confirmedAt,
    choices,
    repaint: keeper.repaint,
    forgetShown: () => banners.forget(),
    writes: createRelayWrites({
      isPaired,
      call,
      timers: systemTimers,
    }),
    relayUrl,
    allowedToolIds: allowed,
    managed: policies.current,
    diagnose: () =>
      diagnose({
        state: keeper.state,
        standing,
        link: client.link,
        relayUrl,
        allowedToolIds: allowed,
        clocks,
        history,
        managed: policies.current,
        queue,
      }),
    hidden,
    canBeSeen,
    presence,
    test,
    openStatusPage: async () => {
      const url = relayUrl();
      await (url === null ? browser.runtime.openOptionsPage() : browser.tabs.create({ url: `${url}/` }));
    },
    addReceipts: async (added) => {
      await receipts.add(added);
      await notifications.met(added);
    },
    tellHost: browserBanners.tell,
    tellPages,
    loadSpotFinder,
    announcer: createAnnouncer({ announced, incidents: () => standing().view.incidents, canBeSeen }),
    openTab: async (url) => {
      await browser.tabs.create({ url });
    },
    asking,
    ended: farewell.current,
    pair: async (relayUrl, token) => {
      const paired = await pairing.pair(relayUrl, token);
      if (paired.ok) await asking.clear();
      return paired;
    },
    unpair: async () => {
      await asking.clear();
      await pairing.unpair();
    },
    permissionsChanged: () => {
      banners.forget();
      return keeper.repaint();
    },
  };
  const deedPorts: DeedPorts = {
    standing,
    ask: (request) => answer({ request, tabId: null, pageUrl: null }, answerPorts),
    hasMet: notifications.hasMet,
    openPopup,
    hidden: () => hidden.load(),
    showHere: (incidentId, tabId) => showHere(incidentId, tabId, answerPorts),
    test,
    openStatusPage: answerPorts.openStatusPage,
  };
  return { client, receipts, asking, policies, notifications, presence, answerPorts, deedPorts };
}
