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
] as const;
export type Bindings = Readonly<Record<(typeof bindingNames)[number], string>>;

export interface RelayConfig extends WranglerConfig {
  readonly port: number;
  /** Absolute path of an existing folder that holds the objects' SQLite files. */
  readonly storageDir: string;
  /** The bundle, relative to the configuration file. */
  readonly bundle: string;
}

/**
 * The Cap'n Proto configuration of a relay on bare workerd. It listens on 127.0.0.1 only. workerd refuses private and
 * loopback targets of outgoing requests by default, and that default is wanted here.
 */
export function workerdConfig(config: RelayConfig): string {
  const bindings = [
    '(name = "HUB", durableObjectNamespace = "Hub")',
    '(name = "SHARD", durableObjectNamespace = "Shard")',
    ...bindingNames.map((name) => `(name = "${name}", fromEnvironment = "${name}")`),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "relay", worker = .relay),
    (name = "storage", disk = (path = ${quote(config.storageDir)}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${config.port}", http = (), service = "relay")],
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

/** A Cap'n Proto string; its escapes are those of JSON as far as paths and dates need them. */
function quote(text: string): string {
  return JSON.stringify(text);
}
