import { browser } from 'wxt/browser';
import { isFirefox } from '../data/build.ts';
import { browserLocale } from '../data/browser-locale.ts';
import { background } from './background.ts';
import { readClocks } from './moment.ts';
import type { PageHost } from './page-host.ts';

const notifications = { permissions: ['notifications' as const] };

/** The host of a page that really runs in the extension. */
export function extensionHost(suggestedRelayUrl: string): PageHost {
  const manifest = browser.runtime.getManifest();
  return {
    background,
    clocks: readClocks,
    locale: browserLocale(),
    browserName: isFirefox ? 'firefox' : navigator.userAgent.includes('Edg/') ? 'edge' : 'chrome',
    suggestedRelayUrl,
    builtInPatterns: [...(manifest.host_permissions ?? []), ...(manifest.permissions ?? [])],
    openOptions: () => void browser.runtime.openOptionsPage(),
    reload: () => browser.runtime.reload(),
    requestPermission: (patterns) => browser.permissions.request({ origins: [...patterns] }),
    removePermission: (patterns) => browser.permissions.remove({ origins: [...patterns] }),
    notifications: {
      isAllowed: () => browser.permissions.contains(notifications),
      allow: () => browser.permissions.request(notifications),
      takeBack: () => browser.permissions.remove(notifications),
    },
    openDiagnostics: () =>
      void browser.tabs.create({ url: new URL('/diagnostics.html', location.href).href }),
  };
}
