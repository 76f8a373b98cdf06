/** What a build is made for. */
export interface Build {
  readonly browser: 'chromium' | 'firefox';
  /** Match patterns that the build holds from the start; none in the store build. */
  readonly toolHosts: readonly string[];
}

/**
 * Everywhere a tool may live, as far as `shared/model/match-pattern.ts` allows. Asking for one of them is possible, holding
 * one is not: a person grants each tool by itself.
 */
const askableHosts = ['https://*/*', 'http://localhost/*', 'http://*.localhost/*', 'http://127.0.0.1/*'];

/*
 * `storage`: the cache of the relay's state. `alarms`: the floor that restarts a dead worker. `scripting`: the banner's host
 * while an incident is live. `idle`: a banner counts as displayed only where somebody can be looking, and who was away is told
 * what they missed. `contextMenus`: the menu of the toolbar button, and no other.
 */
const permissions = ['storage', 'alarms', 'scripting', 'idle', 'contextMenus'] as const;

/** Asked for by the person who switches notifications of the operating system on. */
const askable = ['notifications'] as const;

/*
 * Alt+Shift and a letter is no key of Chromium, Edge or Firefox, and no combination that tools use for text, as they do with
 * Ctrl+Shift and a digit. On macOS it would type a character, hence the Control key there.
 */
const key = (letter: string) => ({
  suggested_key: { default: `Alt+Shift+${letter}`, mac: `MacCtrl+Shift+${letter}` },
});

/** The names are those of `deeds` in `background/commands.ts`; opening the popup is the browser's own. */
const commands = {
  acknowledge_latest: { ...key('G'), description: '__MSG_manifest_command_acknowledge__' },
  open_incident: { ...key('O'), description: '__MSG_manifest_command_open__' },
  toggle_banner: { ...key('H'), description: '__MSG_manifest_command_banner__' },
};
const openPopup = key('M');

const icons = {
  16: 'icon/quiet-16.png',
  32: 'icon/quiet-32.png',
  48: 'icon/quiet-48.png',
  128: 'icon/quiet-128.png',
};
const toolbarButton = {
  default_icon: { 16: 'icon/quiet-16.png', 24: 'icon/quiet-24.png', 32: 'icon/quiet-32.png' },
  default_title: 'Masthead',
};

// The relay's address is not known when the extension is built, hence the width of connect-src. `frame-ancestors` is left
// out: the banner's frame must load in any tool, and no other page of the extension is web-accessible.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https: wss: http://127.0.0.1:* ws://127.0.0.1:* http://localhost:* ws://localhost:*',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** The manifest beside what WXT adds (entrypoints, version). Chromium is MV3, Firefox MV2 with a page that lives on. */
export function manifestFor({ browser, toolHosts }: Build) {
  const common = {
    default_locale: 'en',
    name: '__MSG_manifest_name__',
    description: '__MSG_manifest_description__',
    permissions: [...permissions],
    host_permissions: [...toolHosts],
    icons,
    content_security_policy: { extension_pages: contentSecurityPolicy },
  };
  if (browser === 'firefox') {
    return {
      ...common,
      browser_action: toolbarButton,
      // WXT drops `optional_host_permissions` for MV2, where hosts are ordinary optional permissions.
      optional_permissions: [...askableHosts, ...askable],
      commands: { _execute_browser_action: openPopup, ...commands },
      web_accessible_resources: [{ resources: ['banner-frame.html'], matches: [...askableHosts] }],
      browser_specific_settings: {
        gecko: {
          id: '{7c1f0a52-6d0b-4b8e-9a41-0e6f3f7b52d1}',
          // The first whose consent to data collection is complete, Android included: Mozilla's linter holds the desktop's version
          // against both. In practice ESR 153. There is no `gecko_android`: the extension is for desktops.
          strict_min_version: '142.0',
          // The token says who the person is, and a receipt what that person was shown; both go to the company's own relay.
          // Source: https://extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/
          data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
        },
      },
    };
  }
  return {
    ...common,
    action: toolbarButton,
    // Chromium hands over no policy without it. Firefox takes any, and would warn of the key.
    storage: { managed_schema: 'managed-schema.json' },
    optional_host_permissions: [...askableHosts],
    optional_permissions: [...askable],
    commands: { _execute_action: openPopup, ...commands },
    // Sockets keep a worker alive from 116; `use_dynamic_url` hides the frame's address from pages from 130.
    minimum_chrome_version: '130',
    web_accessible_resources: [
      {
        resources: ['banner-frame.html'],
        matches: [...askableHosts],
        use_dynamic_url: true,
      },
    ],
  };
}
