import type { PageHost } from '../../../extension/pages/page-host.ts';
import { english } from '../../support/locales.ts';

/** A page's surroundings that do nothing and never answer. Its clocks stand at 1,000 ms. */
export const silentHost: PageHost = {
  background: { ask: () => new Promise<never>(() => undefined), onChanged: () => () => undefined },
  clocks: () => ({ wallMs: 1_000, monotonicMs: 1_000 }),
  locale: english('Europe/Berlin'),
  browserName: 'chrome',
  suggestedRelayUrl: '',
  builtInPatterns: [],
  openOptions: () => undefined,
  reload: () => undefined,
  requestPermission: () => Promise.resolve(false),
  removePermission: () => Promise.resolve(false),
  notifications: {
    isAllowed: () => Promise.resolve(false),
    allow: () => Promise.resolve(false),
    takeBack: () => Promise.resolve(false),
  },
  openDiagnostics: () => undefined,
};
