import type { Locale } from '../../shared/core/locale.ts';
import type { Background } from './background.ts';
import type { Clocks } from './moment.ts';

/** What a page needs of the browser around it. Tests and the gallery bring their own. */
export interface PageHost {
  readonly background: Background;
  readonly clocks: () => Clocks;
  readonly locale: Locale;
  readonly browserName: 'chrome' | 'edge' | 'firefox';
  /** The relay's address that the build offers; empty where it offers none. */
  readonly suggestedRelayUrl: string;
  /** Match patterns that the build holds; they cannot be taken back. */
  readonly builtInPatterns: readonly string[];
  readonly openOptions: () => void;
  /** Starts the extension anew: the last help where its background does not answer. */
  readonly reload: () => void;
  /** Must be called straight from a click, or the browser refuses. True where the person allowed it. */
  readonly requestPermission: (patterns: readonly string[]) => Promise<boolean>;
  readonly removePermission: (patterns: readonly string[]) => Promise<boolean>;
  readonly notifications: NotificationPermission;
  readonly openDiagnostics: () => void;
}

/** The browser's permission to show notifications, which a person gives and takes back. */
export interface NotificationPermission {
  readonly isAllowed: () => Promise<boolean>;
  /** Must be called straight from a click, as above. */
  readonly allow: () => Promise<boolean>;
  readonly takeBack: () => Promise<boolean>;
}
