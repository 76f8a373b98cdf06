import type { PairAnswer } from '../../data/messages.ts';

export const options = {
  title: 'Masthead settings',
  connection: 'Connection',
  connectionWhy:
    'Masthead gets its news from your company’s relay. Address and token come from the people who run it.',
  relayUrl: 'Relay address',
  relayUrlHint: 'It begins with https://',
  relayUrlLocked: 'Set by your company.',
  otherRelay: 'Your company has set another relay for this browser. Please connect with that one.',
  token: 'Token',
  tokenHint: 'It begins with mh_ and is kept in this browser only.',
  connect: 'Connect',
  connecting: 'Connecting',
  connectedTo: 'Connected to',
  disconnect: 'Disconnect this browser',
  disconnectWhy: 'Removes the token and everything that Masthead keeps in this browser.',
  connected: 'This browser is connected.',
  disconnected: 'This browser is disconnected.',
  failed: 'Masthead’s background does not answer. Please try again.',
  tools: 'Tools',
  toolsWhy:
    'In a tool that you allow, Masthead shows a bar while an incident affects it, and does nothing at all otherwise. The browser calls this “read and change data”. Masthead reads nothing on these pages and tells nobody which pages you open.',
  noTools: 'Your relay names no tools yet.',
  toolsUnpaired: 'Tools appear here once this browser is connected.',
  allowedByCompany: 'Allowed by your company',
  offByCompany: 'Turned off by your company',
  allowed: 'Allowed',
  notAllowed: 'Not allowed',
  declined: 'Not allowed in this tool. The badge and the popup work all the same.',
  managed: 'Some settings on this page come from your company.',
  help: 'Help',
  getHelp: 'Get help',
  bannersIn: (tool: string) => `Bar in ${tool}`,
} as const;

export const pairFailures: Record<Extract<PairAnswer, { ok: false }>['reason'], string> = {
  bad_address: 'This is no relay address. It looks like https://masthead.example.com.',
  unreachable: 'Nobody answers at this address. Check the address and your network.',
  refused: 'The relay does not accept this token. Ask for a new one.',
  not_masthead: 'Something answers at this address, but it is not a Masthead relay.',
};
