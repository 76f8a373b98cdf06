/*
 * The words of the extension's own pages, a file for each surface, so that the banner's frame carries its own alone. What is
 * said of incidents stands in `shared/core/words.ts`, the words of the shared components in `shared/ui/strings.ts`: translating
 * means exchanging these.
 */

export const popup = {
  asking: 'Asking for the current status',
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
} as const;
