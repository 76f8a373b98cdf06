import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { errorCode } from '../lib/refusal.ts';
import type { Bindings, RelaySettings } from '../relay/config.ts';
import { fileDescriptorLimit, maxSocketsFor } from '../relay/max-sockets.ts';
import { readCertificates } from './certificates.ts';
import { readSecretFile } from './secret-file.ts';
import { setupFaults } from './setup.ts';

const AbsolutePath = v.pipe(
  v.string('must be a path'),
  v.check(isAbsolute, 'must be a path from the root: /…'),
);

const Block = v.pipe(
  v.string('must be an address block'),
  v.check(isBlock, 'must be an address block, such as 10.1.2.0/24'),
);

const File = v.strictObject({
  /** The relay's address as people reach it through the proxy. */
  url: v.string('must be the address that people reach the relay by, such as https://masthead.example.com'),
  /** Port on 127.0.0.1, where the proxy finds the relay. */
  port: v.pipe(
    v.number('must be a number'),
    v.integer('must be a whole number'),
    v.minValue(1024, 'must be above 1023'),
    v.maxValue(65_535, 'must be below 65536'),
  ),
  stateFolder: AbsolutePath,
  keyFile: AbsolutePath,
  oidcSecretFile: v.optional(AbsolutePath),
  signIn: v.looseObject({}, 'must be an object that says how people sign in'),
  /** The header in which the proxy says the caller's address, or `null`: then no wrong tries are counted by address. */
  addressHeader: v.nullable(
    v.pipe(
      v.string('must be the name of a header that the proxy sets, or null'),
      v.regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of a header, such as X-Real-IP'),
    ),
  ),
  maxSockets: v.optional(
    v.pipe(
      v.number('must be a number'),
      v.integer('must be a whole number'),
      v.minValue(1, 'must be 1 or more'),
    ),
  ),
  /** Where calls to the sign-in's issuer may go beside public addresses, and whose certificates they trust. */
  signInNetwork: v.optional(
    v.strictObject({
      allow: v.pipe(v.array(Block, 'must be a list'), v.minLength(1, 'must name at least one block')),
      trustedCertificates: v.optional(v.array(AbsolutePath, 'must be a list of files'), []),
    }),
  ),
});
type File = v.InferOutput<typeof File>;

/** One thing that is wrong, by the place in the file where it stands. */
export interface ConfigurationFault {
  readonly path: string;
  readonly message: string;
}

/** What a self-hosted relay runs with. */
export interface Configuration extends RelaySettings {
  readonly url: string;
  readonly port: number;
  readonly stateFolder: string;
  readonly bindings: Bindings;
}

export type ConfigurationReading =
  | { readonly configuration: Configuration }
  | { readonly faults: readonly ConfigurationFault[] };

/** Reads the one configuration file and every file that it names; what is wrong is listed all at once. */
export async function readConfiguration(
  path: string,
  descriptors = fileDescriptorLimit(),
): Promise<ConfigurationReading> {
  const json = readJson(path);
  if ('faults' in json) return json;
  const raw = isRecord(json.value) ? json.value : {};
  const parsed = v.safeParse(File, json.value);
  const key = secretOf(raw, 'keyFile', true);
  const oidc = secretOf(raw, 'oidcSecretFile', false);
  const bindings: Bindings = {
    ...textBinding('MASTHEAD_URL', raw['url']),
    ...textBinding('MASTHEAD_SIGN_IN', isRecord(raw['signIn']) ? JSON.stringify(raw['signIn']) : undefined),
    ...textBinding('MASTHEAD_KEY', key.secret),
    ...textBinding('MASTHEAD_OIDC_SECRET', oidc.secret),
    ...textBinding('MASTHEAD_ADDRESS_HEADER', raw['addressHeader']),
  };
  const most = maxSocketsFor(descriptors);
  const trusted = parsed.success ? trustedOf(parsed.output) : { certificates: [], faults: [] };
  const faults = [
    ...(parsed.success ? [] : parsed.issues.map(faultOf)),
    ...key.faults,
    ...oidc.faults,
    ...(await setupFaults(bindings)).map(inFile),
    ...trusted.faults,
    ...(parsed.success ? [...socketFaults(parsed.output, most), ...otherFaults(parsed.output)] : []),
  ];
  if (!parsed.success || faults.length > 0) return { faults: onePerPath(faults) };
  const { url, port, stateFolder, maxSockets = most, signInNetwork } = parsed.output;
  return {
    configuration: {
      url,
      port,
      stateFolder,
      protocolHeader: 'X-Forwarded-Proto',
      ...(signInNetwork && {
        signInNetwork: { allow: signInNetwork.allow, trustedCertificates: trusted.certificates },
      }),
      bindings: { ...bindings, MASTHEAD_MAX_SOCKETS: String(maxSockets) },
    },
  };
}

function readJson(
  path: string,
): { readonly value: unknown } | { readonly faults: readonly ConfigurationFault[] } {
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    const code = errorCode(error);
    const message = code === '' ? `is no JSON: ${String(error)}` : `cannot be read (${code})`;
    return { faults: [{ path, message }] };
  }
}

function secretOf(
  raw: Readonly<Record<string, unknown>>,
  name: 'keyFile' | 'oidcSecretFile',
  isKey: boolean,
): { readonly secret?: string; readonly faults: readonly ConfigurationFault[] } {
  const path = raw[name];
  if (typeof path !== 'string' || !isAbsolute(path)) return { faults: [] };
  const read = readSecretFile(path);
  if ('secret' in read) return { secret: read.secret, faults: [] };
  const help = isKey && !existsSync(path) ? `: npm run new-key -- ${path} makes one` : '';
  return { faults: [{ path: name, message: read.fault + help }] };
}

/** What the files hold that the sign-in's network trusts. */
function trustedOf({ signInNetwork }: File): {
  readonly certificates: readonly string[];
  readonly faults: readonly ConfigurationFault[];
} {
  const read = (signInNetwork?.trustedCertificates ?? []).map(readCertificates);
  return {
    certificates: read.flatMap((file) => ('certificates' in file ? file.certificates : [])),
    faults: read.flatMap((file, index) =>
      'fault' in file ? [{ path: `signInNetwork.trustedCertificates.${index}`, message: file.fault }] : [],
    ),
  };
}

function socketFaults({ maxSockets }: File, most: number): ConfigurationFault[] {
  if (maxSockets === undefined || maxSockets <= most) return [];
  const message = `is more than the limit of open files allows (${most}): raise LimitNOFILE, or take this out`;
  return [{ path: 'maxSockets', message }];
}

function otherFaults({ url, signInNetwork, signIn }: File): ConfigurationFault[] {
  const faults: ConfigurationFault[] = [];
  if (!url.startsWith('https://'))
    faults.push({ path: 'url', message: 'must begin with https://: the proxy before the relay speaks TLS' });
  if (signInNetwork && signIn['kind'] !== 'oidc')
    faults.push({ path: 'signInNetwork', message: 'is for sign-in by oidc only: take it out' });
  return faults;
}

/** Where the worker's settings stand in the file. */
const places: readonly (readonly [string, string])[] = [
  ['MASTHEAD_SIGN_IN', 'signIn'],
  ['MASTHEAD_URL', 'url'],
  ['MASTHEAD_KEY', 'keyFile'],
  ['MASTHEAD_OIDC_SECRET', 'oidcSecretFile'],
];

function inFile({ path, message }: ConfigurationFault): ConfigurationFault {
  const place = places.find(([name]) => path.startsWith(name));
  return place ? { path: path.replace(place[0], place[1]), message } : { path, message };
}

/** What is missing is found by more than one reader; the first names the way out. */
function onePerPath(faults: readonly ConfigurationFault[]): ConfigurationFault[] {
  return [...Map.groupBy(faults, ({ path }) => path).values()].flatMap(([first]) => first ?? []);
}

function faultOf(issue: v.BaseIssue<unknown>): ConfigurationFault {
  const path = v.getDotPath(issue) ?? '(the whole file)';
  if (issue.expected === 'never') return { path, message: 'is not known: take it out' };
  if (issue.received === 'undefined') return { path, message: 'is missing' };
  return { path, message: issue.message };
}

function textBinding(name: keyof Bindings, value: unknown): Bindings {
  return typeof value === 'string' ? { [name]: value } : {};
}

function isBlock(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return (
    family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
