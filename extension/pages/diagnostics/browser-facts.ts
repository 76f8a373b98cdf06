import { browser } from 'wxt/browser';
import type { PageHost } from '../page-host.ts';
import type { BrowserFacts } from './report.ts';

/** Asks the browser. Pages of the extension may, so the background need not know it. */
export async function readBrowserFacts({
  browserName,
  builtInPatterns,
  notifications,
}: PageHost): Promise<BrowserFacts> {
  const [{ os }, areNotificationsAllowed, scripts] = await Promise.all([
    browser.runtime.getPlatformInfo(),
    notifications.isAllowed(),
    browser.scripting.getRegisteredContentScripts(),
  ]);
  return {
    version: browser.runtime.getManifest().version,
    build: builtInPatterns.some((pattern) => pattern.includes('://')) ? 'company' : 'store',
    browser: `${names[browserName]} ${versionOf(navigator.userAgent)}`.trim(),
    system: os,
    language: browser.i18n.getUILanguage(),
    areNotificationsAllowed,
    registeredScripts: scripts.map(({ id }) => id),
  };
}

const names = { chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox' } as const;

/** The version before the first dot; all of the rest is frozen in user agents. */
function versionOf(userAgent: string): string {
  return /(?:Edg|Chrome|Firefox)\/(\d+)/.exec(userAgent)?.[1] ?? '';
}
