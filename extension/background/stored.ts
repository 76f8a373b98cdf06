import * as v from 'valibot';
import type { StorageArea } from './ports.ts';

/** A value under one storage key. It outlives the worker, and is dropped rather than repaired. */
export interface Stored<T> {
  /** What is stored, or the initial value where there is nothing or anything is wrong with it. */
  load(): Promise<T>;
  save(value: T): Promise<void>;
  clear(): Promise<void>;
}

/** Binds `key` of a storage area to a schema. A value of another form is removed at once, so that it is met only once. */
export function stored<T>(
  area: StorageArea,
  key: string,
  schema: v.GenericSchema<unknown, T>,
  initial: T,
): Stored<T> {
  return {
    async load() {
      const value = (await area.get(key))[key];
      if (value === undefined) return initial;
      const parsed = v.safeParse(schema, value);
      if (parsed.success) return parsed.output;
      await area.remove(key);
      return initial;
    },
    save: (value) => area.set({ [key]: value }),
    clear: () => area.remove(key),
  };
}
