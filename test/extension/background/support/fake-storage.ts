import type { StorageArea } from '../../../../extension/background/ports.ts';

/** A storage area that outlives the rig under test, as the browser's does the worker. */
export class FakeStorage implements StorageArea {
  readonly items = new Map<string, unknown>();
  readonly writes: string[] = [];
  isFull = false;

  readonly get = async (key: string) =>
    this.items.has(key) ? { [key]: structuredClone(this.items.get(key)) } : {};
  readonly set = async (items: Record<string, unknown>) => {
    if (this.isFull) throw new Error('The disk is full.');
    for (const [key, value] of Object.entries(items)) {
      this.items.set(key, structuredClone(value));
      this.writes.push(key);
    }
  };
  readonly remove = async (key: string) => {
    this.items.delete(key);
  };
}
