import * as v from 'valibot';
import { readJsonc } from '../lib/jsonc.ts';
import { inProject } from '../lib/project.ts';

const WranglerConfig = v.object({
  compatibility_date: v.pipe(v.string(), v.isoDate()),
  compatibility_flags: v.optional(v.array(v.string()), []),
});
export type WranglerConfig = v.InferOutput<typeof WranglerConfig>;

/** What workerd has to know of `wrangler.jsonc`, the one place of the compatibility date. */
export function readWranglerConfig(path = inProject('wrangler.jsonc')): WranglerConfig {
  return v.parse(WranglerConfig, readJsonc(path));
}

/** Names of the environment variables that become bindings; no secret stands in the configuration file itself. */
export const bindingNames = [
  'MASTHEAD_KEY',
  'MASTHEAD_LOCAL_TOKENS',
  'MASTHEAD_URL',
  'MASTHEAD_MAX_SOCKETS',
  'MASTHEAD_SIGN_IN',
  'MASTHEAD_OIDC_SECRET',
  'MASTHEAD_ADDRESS_HEADER',
] as const;
/** One that is absent reaches the worker as `null`. */
export type Bindings = Readonly<Partial<Record<(typeof bindingNames)[number], string>>>;

/** What a relay behind a proxy needs beside its port and its files. */
export interface RelaySettings {
  /** The header in which the proxy says whether the caller came by https; requests have that scheme then. */
  readonly protocolHeader?: string;
  /** Where calls to the sign-in's issuer may go; public addresses only unless given. */
  readonly signInNetwork?: SignInNetwork;
}

export interface SignInNetwork {
  /** Address blocks such as `10.1.2.0/24`, beside public addresses. */
  readonly allow: readonly string[];
  /** Certificates of a company's own authority, each a PEM text. */
  readonly trustedCertificates: readonly string[];
}

export interface RelayConfig extends WranglerConfig, RelaySettings {
  readonly port: number;
  /** Absolute path of an existing folder that holds the objects' SQLite files. */
  readonly storageDir: string;
  /** The bundle, relative to the configuration file. */
  readonly bundle: string;
}

/**
 * The Cap'n Proto configuration of a relay on bare workerd. It listens on 127.0.0.1 only. workerd refuses private and
 * loopback targets of outgoing requests by default, and that default is wanted here: only the calls to the sign-in's issuer
 * go through a network of their own, which may be wider.
 */
export function workerdConfig(config: RelayConfig): string {
  const bindings = [
    '(name = "HUB", durableObjectNamespace = "Hub")',
    '(name = "SHARD", durableObjectNamespace = "Shard")',
    ...bindingNames.map((name) => `(name = "${name}", fromEnvironment = "${name}")`),
    ...(config.signInNetwork ? ['(name = "SIGN_IN_NETWORK", service = "sign-in-network")'] : []),
  ];
  const services = [
    '(name = "relay", worker = .relay)',
    `(name = "storage", disk = (path = ${quote(config.storageDir)}, writable = true))`,
    ...(config.signInNetwork ? [networkService(config.signInNetwork)] : []),
  ];
  const http = config.protocolHeader ? `(forwardedProtoHeader = ${quote(config.protocolHeader)})` : '()';
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    ${services.join(',\n    ')},
  ],
  sockets = [(name = "http", address = "127.0.0.1:${config.port}", http = ${http}, service = "relay")],
);

const relay :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed ${quote(config.bundle)})],
  compatibilityDate = ${quote(config.compatibility_date)},
  compatibilityFlags = [${config.compatibility_flags.map(quote).join(', ')}],
  # uniqueKey names the folder of an object's files: another key is another, empty relay. Never change them.
  durableObjectNamespaces = [
    (className = "Hub", uniqueKey = "masthead-hub", enableSql = true),
    (className = "Shard", uniqueKey = "masthead-shard", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "storage"),
  bindings = [
    ${bindings.join(',\n    ')},
  ],
);
`;
}

function networkService({ allow, trustedCertificates }: SignInNetwork): string {
  const addresses = ['public', ...allow].map(quote).join(', ');
  // As text and not by `embed`, which looks for no file outside the configuration's own folder.
  const certificates = trustedCertificates.map(quote).join(', ');
  const tls = `(trustBrowserCas = true, trustedCertificates = [${certificates}])`;
  return `(name = "sign-in-network", network = (allow = [${addresses}], tlsOptions = ${tls}))`;
}

/** A Cap'n Proto string; its escapes are those of JSON as far as paths, dates and certificates need them. */
function quote(text: string): string {
  return JSON.stringify(text);
}
