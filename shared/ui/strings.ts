/* Words that every surface shows, beside those that are functions of data in `shared/core/words.ts`. */

export const strings = {
  details: 'Details',
  gotIt: 'Got it',
  since: 'since',
} as const;
