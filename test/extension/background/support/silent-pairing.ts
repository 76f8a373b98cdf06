import type { AnswerPorts } from '../../../../extension/background/answers.ts';

/** Nothing is asked of any relay. */
export const silentPairing: Pick<AnswerPorts, 'asking' | 'ended' | 'pair' | 'unpair'> = {
  asking: {
    current: () => null,
    resume: async () => {},
    begin: async () => ({ ok: true }),
    openPage: async () => {},
    wake: () => {},
    clear: async () => {},
  },
  ended: () => null,
  pair: async () => ({ ok: true }),
  unpair: async () => {},
};
