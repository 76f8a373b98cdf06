import type { AskingRelay } from '../../../../extension/background/asking.ts';

/** Nothing is asked of any relay. */
export const silentAsking: AskingRelay = {
  current: () => null,
  resume: async () => {},
  begin: async () => ({ ok: true }),
  openPage: async () => {},
  wake: () => {},
  clear: async () => {},
};
