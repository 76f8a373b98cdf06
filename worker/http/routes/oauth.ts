import type { InferOutput } from 'valibot';
import { assertNever } from '../../../shared/core/assert-never.ts';
import { isRejection } from '../../../shared/core/rejection.ts';
import { cleanText } from '../../../shared/model/text.ts';
import type { OAuthId } from '../../../shared/protocol/api-table.ts';
import { limits } from '../../../shared/protocol/limits.ts';
import {
  DEVICE_CODE_GRANT,
  type DeviceAuthorization,
  type DeviceAuthorizationForm,
  EXTENSION_CLIENT,
  type OAuthErrorCode,
  type RevocationForm,
  type TokenAnswer,
  type TokenForm,
} from '../../../shared/protocol/oauth.ts';
import { hashAtRest } from '../../auth/at-rest.ts';
import { newTokens, nextTokens, type Tokens } from '../../auth/device-tokens.ts';
import { newUserCode, shownUserCode } from '../../auth/user-code.ts';
import { nowMs } from '../../clock.ts';
import { pageTable } from '../../pages/page-table.ts';
import type { NoRefresh } from '../../hub/desk/devices.ts';
import { newId, randomHex } from '../../random.ts';
import { addressOf } from '../address.ts';
import { type OAuthCall, oauthError, type OAuthReply } from '../oauth-call.ts';
import { relayOrigin } from '../own-origin.ts';
import { rateLimiter } from '../rate-limiter.ts';

/** The handler of every row that speaks OAuth. */
export const oauthRoutes: Record<OAuthId, (call: never) => Promise<OAuthReply>> = {
  startPairing,
  getDeviceToken,
  giveUpDeviceToken,
};

async function startPairing(
  call: OAuthCall<InferOutput<typeof DeviceAuthorizationForm>>,
): Promise<OAuthReply> {
  const { request, env, form, proof, hub } = call;
  if (form.client_id !== EXTENSION_CLIENT) return unknownClient;
  const address = addressOf(request);
  const refusal =
    (address === null ? null : rateLimiter.refuse('pairings', address)) ??
    rateLimiter.refuse('allPairings', 'all');
  if (refusal) return refusal;
  const browser = cleanText(form.browser.replaceAll(/\s+/g, ' '), BROWSER_GRAPHEMES);
  if (browser === '') return oauthError('invalid_request', 'browser holds nothing to be shown.');
  const deviceCode = randomHex(32);
  const userCode = newUserCode();
  const [deviceCodeHash, userCodeHash] = await Promise.all([
    hashAtRest(env, 'device code', deviceCode),
    hashAtRest(env, 'user code', userCode),
  ]);
  const started = await hub((h) => h.run('startPairing', { deviceCodeHash, userCodeHash, browser }, proof));
  if (isRejection(started)) return started;
  const page = `${relayOrigin(request, env)}${pageTable.device.path}`;
  return {
    device_code: deviceCode,
    user_code: shownUserCode(userCode),
    verification_uri: page,
    verification_uri_complete: `${page}#${shownUserCode(userCode)}`,
    expires_in: limits.pairingMs / 1_000,
    interval: limits.pairingIntervalMs / 1_000,
  } satisfies DeviceAuthorization;
}

type TokenCall = OAuthCall<InferOutput<typeof TokenForm>>;

async function getDeviceToken(call: TokenCall): Promise<OAuthReply> {
  const { request, form } = call;
  if (form.client_id !== EXTENSION_CLIENT) return unknownClient;
  const refusal = rateLimiter.refuseGuess('credentials', request);
  if (refusal) return refusal;
  switch (form.grant_type) {
    case DEVICE_CODE_GRANT:
      return form.device_code === undefined
        ? oauthError('invalid_request', 'device_code is missing.')
        : pollPairing(call, form.device_code);
    case 'refresh_token':
      return form.refresh_token === undefined
        ? oauthError('invalid_request', 'refresh_token is missing.')
        : refresh(call, form.refresh_token);
    default:
      return oauthError('unsupported_grant_type', 'Known are device_code and refresh_token.');
  }
}

async function pollPairing({ request, env, proof, hub }: TokenCall, deviceCode: string): Promise<OAuthReply> {
  const id = newId('dev');
  const made = await newTokens(env);
  const hash = await hashAtRest(env, 'device code', deviceCode);
  const poll = await hub((h) => h.run('pollPairing', hash, { id, tokens: made.hashes }, proof));
  if (isRejection(poll)) return poll;
  if (poll !== 'invalid_grant') rateLimiter.wasRight('credentials', request);
  if (poll !== 'connected') return oauthError(poll, pollWords[poll]);
  return tokenAnswer(made, id, limits.accessTokenMs);
}

async function refresh({ request, env, proof, hub }: TokenCall, token: string): Promise<OAuthReply> {
  const made = await nextTokens(env, token);
  const hash = await hashAtRest(env, 'device refresh token', token);
  const refreshed = await hub((h) => h.run('refreshDevice', hash, made.hashes, proof));
  if (isRejection(refreshed)) return refreshed;
  if (refreshed !== 'unknown_token') rateLimiter.wasRight('credentials', request);
  if (typeof refreshed === 'string')
    return { ...oauthError('invalid_grant', endingOf(refreshed)), reason: refreshed };
  return tokenAnswer(made, refreshed.deviceId, Date.parse(refreshed.accessExpiresAt) - nowMs());
}

async function giveUpDeviceToken(call: OAuthCall<InferOutput<typeof RevocationForm>>): Promise<OAuthReply> {
  const { request, env, form, proof, hub } = call;
  const refusal = rateLimiter.refuseGuess('credentials', request);
  if (refusal) return refusal;
  const [access, refresh] = await Promise.all([
    hashAtRest(env, 'device access token', form.token),
    hashAtRest(env, 'device refresh token', form.token),
  ]);
  return hub((h) => h.run('giveUpDevice', { access, refresh }, proof));
}

function tokenAnswer({ access, refresh }: Tokens, deviceId: string, expiresInMs: number): TokenAnswer {
  return {
    access_token: access,
    token_type: 'DPoP',
    expires_in: Math.max(0, Math.round(expiresInMs / 1_000)),
    refresh_token: refresh,
    device_id: deviceId,
  };
}

/** Where a device has lost its access for good, the description is the word that closes its stream too; the device goes by it. */
function endingOf(why: NoRefresh): string {
  switch (why) {
    case 'person_removed':
    case 'replaced':
      return why;
    case 'device_revoked':
    case 'disconnected':
    case 'refresh_token_reused':
      return 'device_revoked';
    case 'sign_in_too_old':
      return 'The person has to sign in again.';
    case 'device_expired':
    case 'unknown_token':
      return 'The token is unknown, too old, or of another key.';
    default:
      return assertNever(why);
  }
}

const BROWSER_GRAPHEMES = 80;

const unknownClient = oauthError('invalid_client', 'The relay knows one client: masthead-extension.');

const pollWords = {
  authorization_pending: 'The person has not said yes or no.',
  slow_down: 'Wait five seconds longer between two polls from now on.',
  access_denied: 'The person has said no.',
  expired_token: 'The code is too old. Start again.',
  invalid_grant: 'The code is unknown, used, or of another key.',
} as const satisfies Partial<Record<OAuthErrorCode, string>>;
