import { browser } from 'wxt/browser';
import { isFirefox } from '../data/build.ts';
import type { NotificationSign } from './notification-answers.ts';
import type { NotificationScreen } from './notifications.ts';
import { isSomebodyThere } from './presence.ts';

const ID = 'masthead';
const ICON = '/icon/active-128.png';
/** In the order of the buttons. */
const signs: readonly NotificationSign[] = ['acknowledge', 'open'];

/** The browser's notifications behind `NotificationScreen`. The interface is not there while the permission is not. */
export const browserNotifications: NotificationScreen = {
  isAllowed: async () =>
    browser.notifications !== undefined &&
    (await browser.permissions.contains({ permissions: ['notifications'] })),
  isSomebodyThere,
  async show({ title, body, gotIt, details, asksAcknowledgement }, isNews) {
    const look = {
      type: 'basic' as const,
      title,
      message: body,
      iconUrl: `${location.origin}${ICON}`,
      // Firefox refuses both, and a notification with them.
      ...(!isFirefox && {
        buttons: (gotIt === null ? [details] : [gotIt, details]).map((text) => ({ title: text })),
        requireInteraction: asksAcknowledgement,
      }),
    };
    if (isNews) await browser.notifications?.create(ID, look);
    // Firefox can only bring it up once more, and for what is less than before that would be a disturbance.
    else if (isFirefox) await browserNotifications.close();
    else await browser.notifications?.update(ID, look);
  },
  async close() {
    await browser.notifications?.clear(ID);
  },
};

const listeners = new WeakSet<object>();

/**
 * Registers for clicks; call synchronously at the top of the background, and again when a permission was given, which brings the
 * interface. Where there are no buttons, a click on it opens the incident.
 */
export function listenForNotifications(heard: (sign: NotificationSign) => void): void {
  const { notifications } = browser;
  if (notifications === undefined || listeners.has(notifications)) return;
  listeners.add(notifications);
  notifications.onClicked.addListener((id) => {
    if (id === ID) heard('open');
  });
  notifications.onButtonClicked?.addListener((id, index) => {
    const sign = signs[index];
    if (id === ID && sign) heard(sign);
  });
}
