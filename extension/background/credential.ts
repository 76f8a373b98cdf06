import { createStore, del, get, set } from 'idb-keyval';
import * as v from 'valibot';

/** Where the relay is, and what proves this browser's person to it. */
export const Credential = v.object({ relayUrl: v.string(), token: v.string() });
export type Credential = v.InferOutput<typeof Credential>;

export interface CredentialStore {
  load(): Promise<Credential | null>;
  save(credential: Credential): Promise<void>;
  clear(): Promise<void>;
}

/** Keeps it in the extension origin's IndexedDB: `storage.local` can be read by content scripts, this cannot. */
export function createCredentialStore(): CredentialStore {
  const database = createStore('masthead', 'credential');
  return {
    async load() {
      const parsed = v.safeParse(Credential, await get('current', database));
      return parsed.success ? parsed.output : null;
    },
    save: (credential) => set('current', credential, database),
    clear: () => del('current', database),
  };
}
