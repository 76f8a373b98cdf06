import type { PairAnswer } from '../data/messages.ts';

/*
 * The words of the extension's own pages. What is said of incidents stands in `shared/core/words.ts`, the words of the shared
 * components in `shared/ui/strings.ts`: translating means exchanging these three.
 */

export const popup = {
  asking: 'Asking for the current status',
  allClear: 'No incident is known on the services you follow.',
  unpaired: 'Connect this browser with your company’s relay to see incidents here.',
  silent: 'Masthead’s background does not answer, so nothing here is confirmed.',
  reload: 'Reload Masthead',
  settings: 'Settings',
  openSettings: 'Open settings',
  planned: 'Planned',
  over: 'Over today',
  unknown: 'Status unknown',
  cutOff: 'This browser is cut off from the relay. Something may be going on that is not shown here.',
  mayHaveChanged: 'This browser is cut off from the relay. What stands here may have changed.',
  gotItFailed: 'That did not get through. Please try again.',
} as const;

export const banner = {
  region: 'Masthead: incident',
  more: (count: number) => `and ${count} more`,
  menu: 'More choices',
  hideHere: 'Hide in this tab',
  back: 'Back',
  unproven: 'Please use the Masthead button in the toolbar: this page may be covering this bar.',
} as const;

export const options = {
  title: 'Masthead settings',
  connection: 'Connection',
  connectionWhy:
    'Masthead gets its news from your company’s relay. Address and token come from the people who run it.',
  relayUrl: 'Relay address',
  relayUrlHint: 'It begins with https://',
  token: 'Token',
  tokenHint: 'It begins with mh_ and is kept in this browser only.',
  connect: 'Connect',
  connecting: 'Connecting',
  connectedTo: 'Connected to',
  disconnect: 'Disconnect this browser',
  disconnectWhy: 'Takes the token and everything Masthead holds off this browser.',
  connected: 'This browser is connected.',
  disconnected: 'This browser is disconnected.',
  failed: 'Masthead’s background does not answer. Please try again.',
  tools: 'Tools',
  toolsWhy:
    'In a tool that you allow, Masthead shows a bar while an incident affects it, and does nothing at all otherwise. The browser calls this “read and change data”. Masthead reads nothing on these pages and tells nobody which pages you open.',
  noTools: 'Your relay names no tools yet.',
  toolsUnpaired: 'Tools appear here once this browser is connected.',
  allowedByCompany: 'Allowed by your company',
  allowed: 'Allowed',
  notAllowed: 'Not allowed',
  declined: 'Not allowed in this tool. The badge and the popup work all the same.',
  bannersIn: (tool: string) => `Bar in ${tool}`,
} as const;

export const pairFailures: Record<Extract<PairAnswer, { ok: false }>['reason'], string> = {
  bad_address: 'This is no relay address. It looks like https://masthead.example.com.',
  unreachable: 'Nobody answers at this address. Check the address and your network.',
  refused: 'The relay does not accept this token. Ask for a new one.',
  not_masthead: 'Something answers at this address, but it is not a Masthead relay.',
};

export const onboarding = {
  title: 'Welcome to Masthead',
  what: 'What this is',
  whatText:
    'When something that you work with breaks, Masthead says so where you already look: a number on its toolbar button, and one line in the tools that are affected. It says what is wrong, since when, and when you will hear more.',
  connectFirst: 'This browser is not connected with your company’s relay yet.',
  allow: 'Allow the tools you work in',
  allowText:
    'To show its line in a tool, Masthead needs your permission for that tool, and for no other page. The browser will call it “read and change your data”. Masthead only adds its line while an incident is going on, reads nothing, and tells nobody which pages you open. Without a permission, button and popup still work.',
  allowTool: (tool: string) => `Allow in ${tool}`,
  pin: 'Pin the button',
  pinText: 'So that you see the number without looking for it.',
  pinSteps: {
    chrome: ['Press the puzzle piece beside the address bar.', 'Press the pin beside Masthead.'],
    edge: [
      'Press the puzzle piece beside the address bar.',
      'Press the eye beside Masthead, so that it shows in the toolbar.',
    ],
    firefox: [
      'Press the puzzle piece beside the address bar.',
      'Press the cog beside Masthead, and choose “Pin to Toolbar”.',
    ],
  },
  promise: 'What an empty button means',
  promiseText:
    'No number means that no incident is known to this browser. It is no promise that all is well: something may have broken a minute ago. A question mark means that Masthead is cut off and knows nothing. Open the button to see when the status was last confirmed.',
  trust:
    'Masthead never asks for a password, and never says “all is well” inside a web page. The toolbar button is where to check.',
} as const;
