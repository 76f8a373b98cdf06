import { createStore, del, get, set } from 'idb-keyval';
import * as v from 'valibot';

/** A P-256 pair of WebCrypto. The private half cannot be read out, not even by this extension. */
export const DeviceKeys = v.object({ privateKey: v.instance(CryptoKey), publicKey: v.instance(CryptoKey) });
export type DeviceKeys = v.InferOutput<typeof DeviceKeys>;

/** A token that whoever holds it may use: the relay's local mode gives such. */
const BearerCredential = v.object({ kind: v.literal('bearer'), relayUrl: v.string(), token: v.string() });

/** A browser that its person confirmed. Its tokens are worth nothing without its key. */
const DeviceCredential = v.object({
  kind: v.literal('device'),
  relayUrl: v.string(),
  deviceId: v.string(),
  keys: DeviceKeys,
  accessToken: v.string(),
  /** Relay time, ISO. */
  accessExpiresAt: v.string(),
  refreshToken: v.string(),
  /** True from before new tokens are asked for until they are kept: an answer may have been lost with a worker. */
  isRenewing: v.boolean(),
});
export type DeviceCredential = v.InferOutput<typeof DeviceCredential>;

/** Where the relay is, and what proves this browser's person to it. */
export const Credential = v.variant('kind', [BearerCredential, DeviceCredential]);
export type Credential = v.InferOutput<typeof Credential>;

/** One value that is too delicate for `storage`. */
export interface SecretStore<T> {
  load(): Promise<T | null>;
  save(value: T): Promise<void>;
  clear(): Promise<void>;
}
export type CredentialStore = SecretStore<Credential>;

/**
 * Keeps it in the extension origin's IndexedDB: `storage.local` can be read by content scripts, this cannot, and it is the one
 * place that takes a key without its bytes.
 */
export function createSecretStore<T>(key: string, schema: v.GenericSchema<unknown, T>): SecretStore<T> {
  const database = createStore('masthead', 'credential');
  return {
    async load() {
      const parsed = v.safeParse(schema, await get(key, database));
      return parsed.success ? parsed.output : null;
    },
    save: (value) => set(key, value, database),
    clear: () => del(key, database),
  };
}

export const createCredentialStore = (): CredentialStore => createSecretStore('current', Credential);
