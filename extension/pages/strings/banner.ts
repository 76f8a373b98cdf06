export const banner = {
  region: 'Masthead: incident',
  more: (count: number) => `and ${count} more`,
  menu: 'More choices',
  hideHere: 'Hide in this tab',
  back: 'Back',
  unproven: 'Please use the Masthead button in the toolbar: this page may be covering this bar.',
} as const;
