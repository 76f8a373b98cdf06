import { limits } from '../../../shared/protocol/limits.ts';
import type { Env } from '../../env.ts';

/**
 * Sockets of each shard in this process. Each takes two file descriptors, and a process without descriptors ends, all of
 * it: so the sum is capped before a socket is accepted. On Cloudflare the setting is absent and only the shard's own cap counts.
 */
const counts = new Map<string, number>();

/** Tells how many sockets the shard holds now. */
export function noteSockets(shardId: string, count: number): void {
  if (count === 0) counts.delete(shardId);
  else counts.set(shardId, count);
}

/** True where neither this shard nor the process may hold another socket. */
export function isFull(
  shardId: string,
  { MASTHEAD_MAX_SOCKETS }: Pick<Env, 'MASTHEAD_MAX_SOCKETS'>,
): boolean {
  if ((counts.get(shardId) ?? 0) >= limits.socketsPerShard) return true;
  if (!MASTHEAD_MAX_SOCKETS) return false;
  return counts.values().reduce((sum, count) => sum + count, 0) >= Number(MASTHEAD_MAX_SOCKETS);
}
