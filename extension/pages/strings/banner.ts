export const banner = {
  region: 'Masthead: incident',
  which: (index: number, count: number) => `Incident ${index} of ${count}`,
  next: 'Show the next one',
  pleaseConfirm: 'Please say “Got it”.',
  menu: 'More choices',
  hideHere: 'Hide in this tab',
  snooze: 'Until the next update',
  moveTo: {
    bottom: 'Move to the bottom',
    top: 'Move to the top',
    push: 'Move above the page',
    pill: 'Make it small',
  },
  back: 'Back',
  unproven: 'Please use the Masthead button in the toolbar: this page may be covering this bar.',
} as const;
