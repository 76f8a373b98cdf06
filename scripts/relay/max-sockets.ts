import { spawnSync } from 'node:child_process';

/** Open files that the relay's process may have: the limit a child of this process inherits. */
export function fileDescriptorLimit(): number {
  if (process.platform === 'win32') return 16_384;
  const answer = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout.trim();
  return answer === 'unlimited' ? 1_048_576 : Number(answer) || 1_024;
}

/**
 * How many sockets a relay may hold. workerd spends two file descriptors on each and the whole process ends when none
 * is left, so half of them count, less 512 for files and plain requests. A small limit keeps a quarter of that half.
 */
export function maxSocketsFor(descriptors: number): number {
  const half = Math.floor(descriptors / 2);
  return Math.max(half - 512, Math.floor(half / 4));
}
