import * as v from 'valibot';
import { DEVICE_CODE_GRANT, DeviceAuthorization, TokenAnswer } from '../../shared/protocol/oauth.ts';
import type { AskAnswer, Asking } from '../data/messages.ts';
import { relayOrigin } from '../data/relay-origin.ts';
import { deviceCredential } from './authorised-fetch.ts';
import { type Credential, DeviceKeys, type SecretStore } from './credential.ts';
import { createDeviceKeys } from './dpop.ts';
import { errorOf, type OAuthPorts, postForm } from './oauth.ts';
import type { Clock, Log } from './ports.ts';

const Waiting = v.object({
  step: v.literal('waiting'),
  relayUrl: v.string(),
  keys: DeviceKeys,
  deviceCode: v.string(),
  userCode: v.string(),
  /** The relay's page, with the code in its fragment. */
  pageUrl: v.string(),
  intervalMs: v.number(),
  /** How many answers in a row did not come. */
  failures: v.number(),
  /** Wall clock, in milliseconds. */
  nextAtMs: v.number(),
  expiresAtMs: v.number(),
});
type Waiting = v.InferOutput<typeof Waiting>;
const Over = v.object({ step: v.picklist(['denied', 'expired', 'failed']), relayUrl: v.string() });
/** How far a pairing has come that a person must still confirm at the relay, or how it ended. */
export const KeptAsking = v.variant('step', [Waiting, Over]);
type KeptAsking = v.InferOutput<typeof KeptAsking>;

/** Asks the relay to be let in, and goes on asking until somebody has answered there. */
export interface AskingRelay {
  readonly current: () => Asking | null;
  /** At every start: goes on with what was asked in an earlier life. */
  readonly resume: () => Promise<void>;
  readonly begin: (relayUrl: string) => Promise<AskAnswer>;
  /** Opens the page once more where the person is to confirm. */
  readonly openPage: () => Promise<void>;
  /** An event of the browser: asks where it is time, since a timer dies with the worker. */
  readonly wake: () => void;
  /** Gives it up, or takes note of how it ended. */
  readonly clear: () => Promise<void>;
}

export interface AskingPorts extends OAuthPorts {
  readonly clock: Clock;
  readonly kept: SecretStore<KeptAsking>;
  readonly openTab: (url: string) => Promise<void>;
  /** What is asking, as the person is to read it there: "Chrome on Windows". */
  readonly browserName: () => Promise<string>;
  readonly lockedRelayUrl: () => string | null;
  readonly adopt: (credential: Credential) => Promise<void>;
  readonly offsetMs: () => number;
  /** An alarm that wakes a worker which has died while somebody confirms. Let go, it stays where the browser is paired. */
  readonly floor: { ensure(): Promise<void>; letGo(): Promise<void> };
  readonly changed: () => Promise<void>;
  readonly log: Log;
}

const SLOW_DOWN_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/** Pairing by the device authorization grant (RFC 8628). What is asked outlives the worker, the key included. */
export function createAsking(ports: AskingPorts): AskingRelay {
  const { clock, clocks, timers, kept, log } = ports;
  let asking: KeptAsking | null = null;
  let isPolling = false;
  let cancelPoll = () => {};

  async function set(next: KeptAsking | null): Promise<void> {
    cancelPoll();
    asking = next;
    await (next ? kept.save(next) : kept.clear());
    schedule();
    await (next?.step === 'waiting' ? ports.floor.ensure() : ports.floor.letGo());
    await ports.changed();
  }

  function schedule(): void {
    cancelPoll();
    if (asking?.step !== 'waiting') return;
    // A clock that was set back must not make the pause longer than it was.
    const leftMs = Math.min(asking.nextAtMs - clock.wallMs(), pauseMs(asking));
    cancelPoll = timers.after(Math.max(0, leftMs), pollInBackground);
  }

  function pollInBackground(): void {
    poll().catch((error: unknown) =>
      log('asking.failed', { name: error instanceof Error ? error.name : 'unknown' }),
    );
  }

  async function poll(): Promise<void> {
    const mine = asking;
    if (isPolling || mine?.step !== 'waiting') return;
    if (clock.wallMs() >= mine.expiresAtMs) return set({ step: 'expired', relayUrl: mine.relayUrl });
    isPolling = true;
    try {
      await take(await ask(mine), mine);
    } finally {
      isPolling = false;
    }
  }

  function ask({ relayUrl, deviceCode, keys }: Waiting): Promise<Response | null> {
    const fields = { grant_type: DEVICE_CODE_GRANT, device_code: deviceCode };
    return postForm(relayUrl, '/oauth/token', fields, keys, ports).catch(() => null);
  }

  async function take(answer: Response | null, mine: Waiting): Promise<void> {
    const tokens = answer?.ok ? v.safeParse(TokenAnswer, await answer.json().catch(() => null)) : null;
    const error = answer && !answer.ok ? await errorOf(answer) : null;
    // Given up, or begun anew, while the relay answered.
    if (asking !== mine) return;
    const { relayUrl, keys } = mine;
    if (tokens?.success) {
      await ports.adopt(deviceCredential(relayUrl, keys, tokens.output, clocks.relayNow()));
      return set(null);
    }
    switch (error) {
      case 'authorization_pending':
        return again({ ...mine, failures: 0 });
      case 'slow_down':
        return again({ ...mine, failures: 0, intervalMs: mine.intervalMs + SLOW_DOWN_MS });
      case 'access_denied':
        return set({ step: 'denied', relayUrl });
      case 'expired_token':
        return set({ step: 'expired', relayUrl });
      default:
    }
    // Nobody there, or too busy to say: it is asked again more and more rarely, as RFC 8628 3.5 wants.
    const isPassing = answer === null || answer.status === 429 || answer.status >= 500;
    if (isPassing) return again({ ...mine, failures: mine.failures + 1 });
    log('asking.refused', { status: answer.status });
    return set({ step: 'failed', relayUrl });
  }

  const again = (next: Waiting) => set({ ...next, nextAtMs: clock.wallMs() + pauseMs(next) });

  async function begin(relayUrl: string): Promise<AskAnswer> {
    const origin = relayOrigin(relayUrl);
    if (origin === null) return { ok: false, reason: 'bad_address' };
    const locked = ports.lockedRelayUrl();
    if (locked !== null && origin !== relayOrigin(locked)) return { ok: false, reason: 'locked' };
    const keys = await createDeviceKeys();
    const fields = { browser: await ports.browserName() };
    const answer = await postForm(origin, '/oauth/device_authorization', fields, keys, ports).catch(
      () => null,
    );
    if (!answer || answer.status >= 500) return { ok: false, reason: 'unreachable' };
    if (answer.status === 429) return { ok: false, reason: 'busy' };
    const parsed = v.safeParse(DeviceAuthorization, await answer.json().catch(() => null));
    const pageUrl = parsed.success ? parsed.output.verification_uri_complete : '';
    // The person is sent to the relay that they named and to nobody else.
    if (!answer.ok || !parsed.success || relayOrigin(pageUrl) !== origin)
      return { ok: false, reason: 'not_masthead' };
    const { device_code: deviceCode, user_code: userCode, expires_in, interval } = parsed.output;
    const now = clock.wallMs();
    const pause = interval * 1_000;
    const waiting: Waiting = {
      step: 'waiting',
      relayUrl: origin,
      keys,
      deviceCode,
      userCode,
      pageUrl,
      intervalMs: pause,
      failures: 0,
      nextAtMs: now + pause,
      expiresAtMs: now + expires_in * 1_000,
    };
    await set(waiting);
    await ports.openTab(pageUrl);
    return { ok: true };
  }

  return {
    current: () => (asking === null ? null : told(asking, ports.offsetMs())),
    async resume() {
      asking = await kept.load();
      if (asking?.step === 'waiting') await ports.floor.ensure();
      schedule();
    },
    begin,
    async openPage() {
      if (asking?.step === 'waiting') await ports.openTab(asking.pageUrl);
    },
    wake() {
      if (asking?.step === 'waiting' && clock.wallMs() >= asking.nextAtMs) pollInBackground();
    },
    async clear() {
      if (asking !== null) await set(null);
    },
  };
}

function pauseMs({ intervalMs, failures }: Waiting): number {
  return failures === 0
    ? intervalMs
    : Math.max(intervalMs, Math.min(intervalMs * 2 ** failures, LONGEST_PAUSE_MS));
}

/** What surfaces may know of it: no key, and not the code that tokens are given for. */
function told(asking: KeptAsking, offsetMs: number): Asking {
  if (asking.step !== 'waiting') return asking;
  const { step, relayUrl, userCode, expiresAtMs } = asking;
  return { step, relayUrl, userCode, expiresAt: new Date(expiresAtMs + offsetMs).toISOString() };
}
