import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { answer } from '../background/answers.ts';
import { tabClosed } from '../background/attend.ts';
import { type Background, boot, toolbarButton } from '../background/boot.ts';
import { perform } from '../background/commands.ts';
import { listenForDeeds, makeMenu } from '../background/menu.ts';
import { answerNotification } from '../background/notification-answers.ts';
import { listenForNotifications } from '../background/notification-browser.ts';
import { listenForPresence } from '../background/presence.ts';
import { browserLocale } from '../data/browser-locale.ts';
import { acceptRequest } from '../background/requests.ts';
import { createStart } from '../background/start.ts';
import { systemLog } from '../background/system.ts';
import { listenForWakeups } from '../background/wakeups.ts';
import { welcome } from '../background/welcome.ts';

/**
 * How long the onboarding waits for a policy. At a cold start Chromium's can come 8 seconds late; Firefox has read its own
 * before any add-on starts.
 */
const POLICY_MAY_BE_LATE_MS = import.meta.env['FIREFOX'] ? 0 : 10_000;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'unknown');

/** Listeners are registered before anything is awaited (a worker forgets later ones); their bodies await the start. */
export default defineBackground({
  persistent: { firefox: true },
  main() {
    const start = createStart(boot, async (error) => {
      systemLog('start.failed', { name: nameOf(error) });
      await toolbarButton.setBadgeText({ text: '?' });
    });
    const whenStarted = (run: (background: Background) => Promise<void> | void) => {
      start()
        .then(run)
        .catch((error: unknown) => systemLog('event.failed', { name: nameOf(error) }));
    };

    listenForWakeups((how) =>
      whenStarted(async ({ client, asking, receipts, presence }) => {
        client.wake(how);
        asking.wake();
        await presence.runs();
        await receipts.wake();
      }),
    );
    listenForPresence((state) =>
      whenStarted(async ({ presence, answerPorts }) => {
        await presence.heard(state);
        // What was held back while nobody was there may be told now.
        if (state === 'active') await answerPorts.repaint();
      }),
    );
    listenForDeeds((deed, tab) => whenStarted(({ deedPorts }) => perform(deed, tab, deedPorts)));
    const hearNotifications = () =>
      listenForNotifications((sign) =>
        whenStarted(({ notifications, deedPorts }) => answerNotification(sign, notifications, deedPorts.ask)),
      );
    hearNotifications();
    whenStarted(() => makeMenu(browserLocale()));
    const permissionsChanged = () => {
      hearNotifications();
      whenStarted(({ answerPorts }) => answerPorts.permissionsChanged());
    };
    browser.permissions.onAdded.addListener(permissionsChanged);
    browser.permissions.onRemoved.addListener(permissionsChanged);

    const own = { id: browser.runtime.id, origin: location.origin };
    browser.runtime.onMessage.addListener((message, sender, sendAnswer) => {
      const accepted = acceptRequest(message, sender, own);
      if (!accepted) return undefined;
      whenStarted(async ({ answerPorts, client }) => {
        // Somebody looks: what is shown should be as fresh as it can be.
        if (accepted.request.type === 'get_picture') client.wake('urgently');
        sendAnswer(await answer(accepted, answerPorts));
      });
      return true;
    });

    // Pages hold a port, of which they want to know nothing but its end.
    browser.runtime.onConnect.addListener(() => undefined);
    browser.tabs.onRemoved.addListener((tabId) =>
      whenStarted(({ answerPorts }) => tabClosed(tabId, answerPorts)),
    );
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'managed') whenStarted(({ policies }) => policies.refresh());
    });
    browser.runtime.onInstalled.addListener(({ reason }) => {
      if (reason !== 'install') return;
      whenStarted(({ policies }) => welcome(() => policies.isManaged(POLICY_MAY_BE_LATE_MS)));
    });
    // A live socket keeps the worker from ever being idle, which is what an update waits for.
    browser.runtime.onUpdateAvailable.addListener(() => browser.runtime.reload());
  },
});
