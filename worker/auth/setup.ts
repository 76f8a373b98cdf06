import * as v from 'valibot';
import { isLoopbackHost } from '../../shared/model/link.ts';
import type { Fault } from '../../shared/protocol/problem.ts';
import type { Env } from '../env.ts';
import { faultsOf } from '../http/parse-body.ts';
import { LocalTokens } from './local-tokens.ts';
import { SignInSetting } from './sign-in-setting.ts';

/** How this relay is set up: for one machine, for a company, or so that it may serve nothing. */
export type Setup =
  | { readonly kind: 'local' }
  | { readonly kind: 'deployed'; readonly signIn: SignInSetting; readonly origin: string }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] };

const settings = [
  'MASTHEAD_KEY',
  'MASTHEAD_LOCAL_TOKENS',
  'MASTHEAD_SIGN_IN',
  'MASTHEAD_OIDC_SECRET',
  'MASTHEAD_URL',
] as const;
type Settings = Pick<Env, (typeof settings)[number]>;

// Every request asks, and the settings do not change while the isolate lives.
let read: { readonly of: Settings; readonly setup: Setup } | null = null;

/** Reads all settings that decide who gets in, and names all that is wrong with them at once. */
export function setupOf(env: Settings): Setup {
  if (read && settings.every((name) => read?.of[name] === env[name])) return read.setup;
  const of = Object.fromEntries(settings.map((name) => [name, env[name]])) as Settings;
  read = { of, setup: readSetup(of) };
  return read.setup;
}

/** The setting of a deployed relay whose sign-in is of this kind; else `null`. */
export function signInOf<Kind extends SignInSetting['kind']>(
  env: Env,
  kind: Kind,
): Extract<SignInSetting, { kind: Kind }> | null {
  const setup = setupOf(env);
  if (setup.kind !== 'deployed' || setup.signIn.kind !== kind) return null;
  return setup.signIn as Extract<SignInSetting, { kind: Kind }>;
}

function readSetup(env: Settings): Setup {
  if (env.MASTHEAD_LOCAL_TOKENS) return readLocal(env);
  const signIn = readSignIn(env.MASTHEAD_SIGN_IN);
  const origin = readOrigin(env.MASTHEAD_URL);
  const faults = [
    ...keyFaults(env.MASTHEAD_KEY),
    ...('faults' in origin ? origin.faults : []),
    ...('faults' in signIn
      ? signIn.faults
      : [...issuerFaults(signIn.setting, env.MASTHEAD_URL), ...secretFaults(signIn.setting, env)]),
  ];
  if (faults.length > 0 || 'faults' in signIn || 'faults' in origin) return { kind: 'faulty', faults };
  return { kind: 'deployed', signIn: signIn.setting, origin: origin.origin };
}

function readLocal(env: Settings): Setup {
  const faults = [
    ...(env.MASTHEAD_KEY ? [] : [missing('MASTHEAD_KEY', 'is missing: 256 random bits as base64')]),
    ...(v.is(LocalTokens, parseJson(env.MASTHEAD_LOCAL_TOKENS))
      ? []
      : [invalid('MASTHEAD_LOCAL_TOKENS', 'must be JSON with the SHA-256 of a token for each role')]),
    ...(env.MASTHEAD_SIGN_IN
      ? [
          invalid(
            'MASTHEAD_SIGN_IN',
            'must not stand beside MASTHEAD_LOCAL_TOKENS: one of both says who gets in',
          ),
        ]
      : []),
  ];
  return faults.length > 0 ? { kind: 'faulty', faults } : { kind: 'local' };
}

function readSignIn(
  text: string | undefined,
): { readonly setting: SignInSetting } | { readonly faults: readonly Fault[] } {
  if (!text) return { faults: [missing('MASTHEAD_SIGN_IN', 'is missing: it says how people sign in')] };
  const json = parseJson(text);
  if (json === undefined) return { faults: [invalid('MASTHEAD_SIGN_IN', 'must be JSON')] };
  const parsed = v.safeParse(SignInSetting, json);
  if (!parsed.success) {
    const faults = faultsOf(SignInSetting, json);
    return { faults: faults.map((fault) => ({ ...fault, path: pathOf(fault.path) })) };
  }
  return isAdministrable(parsed.output)
    ? { setting: parsed.output }
    : {
        faults: [
          missing(pathOf('admins'), 'must name an address, or roles.admin a group: nobody could manage'),
        ],
      };
}

function isAdministrable(setting: SignInSetting): boolean {
  if (setting.admins.length > 0) return true;
  return setting.kind !== 'invitations' && (setting.roles.admin ?? []).length > 0;
}

/** `https:` only, but on one machine: a provider on loopback is for trials, beside a relay on loopback. */
function issuerFaults(setting: SignInSetting, url: string | undefined): Fault[] {
  if (setting.kind !== 'oidc') return [];
  const issuer = new URL(setting.issuer);
  if (issuer.username || issuer.password) return [invalid(pathOf('issuer'), 'must hold no password')];
  if (issuer.protocol === 'https:') return [];
  const isTrial = isLoopback(issuer) && url !== undefined && URL.canParse(url) && isLoopback(new URL(url));
  return isTrial ? [] : [invalid(pathOf('issuer'), 'must begin with https://')];
}

/** A secret that nothing asks for was meant for another setting than this one. */
function secretFaults(setting: SignInSetting, { MASTHEAD_OIDC_SECRET: secret }: Settings): Fault[] {
  if (!secret || setting.kind === 'oidc') return [];
  return [invalid('MASTHEAD_OIDC_SECRET', `must not be set where people sign in by ${setting.kind}`)];
}

function keyFaults(key: string | undefined): Fault[] {
  if (!key) return [missing('MASTHEAD_KEY', 'is missing: 256 random bits as base64')];
  const isLong = /^[\w+/-]{43,}={0,2}$/.test(key);
  return isLong ? [] : [invalid('MASTHEAD_KEY', 'must be 256 random bits as base64')];
}

function readOrigin(
  url: string | undefined,
): { readonly origin: string } | { readonly faults: readonly Fault[] } {
  if (!url)
    return { faults: [missing('MASTHEAD_URL', "is missing: the relay's address as people reach it")] };
  const fault = { faults: [invalid('MASTHEAD_URL', 'must be https:// and a host, with nothing behind it')] };
  if (!URL.canParse(url)) return fault;
  const parsed = new URL(url);
  const isSafe = parsed.protocol === 'https:' || isLoopback(parsed);
  const isBare = parsed.href === `${parsed.origin}/`;
  return isSafe && isBare ? { origin: parsed.origin } : fault;
}

function isLoopback({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && isLoopbackHost(hostname);
}

function pathOf(path: string): string {
  return path === '' ? 'MASTHEAD_SIGN_IN' : `MASTHEAD_SIGN_IN.${path}`;
}

function missing(path: string, message: string): Fault {
  return { path, code: 'missing', message };
}

function invalid(path: string, message: string): Fault {
  return { path, code: 'invalid', message };
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
