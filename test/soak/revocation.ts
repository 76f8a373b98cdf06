import { openRevokedCrowd } from '../e2e/support/revoked-crowd.ts';
import { percentiles, type Run, type Soaking } from './run.ts';

const SOCKETS = 1_000;
const CLOSE_LIMIT_MS = 1_000;

/** What `test/e2e/revocation.test.ts` does with a few sockets. */
export const revocation: Run = {
  name: 'revocation',
  what:
    'a real relay with 1,000 open sockets of 250 tokens, some fifteen updates a second; one token after the other is revoked, and each ' +
    'time another with four sockets takes its place; closed: from the sending of the request until each socket hears 4403. At p99 that ' +
    'has to be within a second; a frame after the answer, an answer that says "pending" and a socket that falls unasked count as failures',
  turns: 'revocations',
  wanted: 200,
  browser: null,
  open: openRevocation,
};

async function openRevocation(): Promise<Soaking> {
  const crowd = await openRevokedCrowd(SOCKETS);
  const closedMs: number[] = [];
  const answeredMs: number[] = [];
  let framesAfterAnswer = 0;
  let fell = 0;
  return {
    take: async (random) => {
      const { status, framesAfter, reasons, ...times } = await crowd.revokeOne(random);
      framesAfterAnswer += framesAfter;
      closedMs.push(...times.closedMs.map(Math.round));
      answeredMs.push(Math.round(times.answeredMs));
      const { fellUnasked } = crowd.found();
      const wrong = [
        ...(status === 204 ? [] : [`answered ${status}`]),
        ...(framesAfter === 0 ? [] : [`${framesAfter} sockets heard a frame after the answer`]),
        ...(reasons.every((reason) => reason.includes('4403')) ? [] : [`closed with ${reasons.join(', ')}`]),
        ...(fellUnasked === fell ? [] : [`${fellUnasked - fell} sockets fell unasked`]),
        ...(percentiles(closedMs).p99 <= CLOSE_LIMIT_MS ? [] : ['p99 of closing is over a second']),
      ];
      fell = fellUnasked;
      return wrong;
    },
    found: () => ({
      ...crowd.found(),
      framesAfterAnswer,
      closeLimitMs: CLOSE_LIMIT_MS,
      closedMs: percentiles(closedMs),
      answeredMs: percentiles(answeredMs),
    }),
    close: () => crowd.close(),
  };
}
