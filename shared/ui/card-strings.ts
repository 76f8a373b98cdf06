import type { LinkKind } from '../model/link.ts';

/* Words of cards and what stands on them; those that the banner shows too are in `strings.ts`. */

export const cardStrings = {
  phaseSteps: 'Phase',
  impacts: 'Services',
  noMessage: 'No text was given.',
  workaround: 'What you can do meanwhile',
  whatToTell: 'What to tell customers',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  more: 'Show more',
  less: 'Show less',
  links: 'Links',
  opensTab: '(opens a new tab)',
  saidGotIt: 'You said got it',
  gotItFailed: 'That did not get through. Please try again.',
  restricted: 'For named audiences only. Please do not pass it on.',
  olderUpdates: 'Older updates are no longer listed.',
  to: 'to',
} as const;

export const linkKindWords: Record<LinkKind, string> = {
  incident: 'Incident page',
  bridge: 'Call',
  chat: 'Chat',
  status_page: 'Status page',
  review: 'Review',
  other: 'Link',
};
