import { expect, it } from 'vitest';
import { fileDescriptorLimit, maxSocketsFor } from '../../scripts/relay/max-sockets.ts';

it.each([
  [1_048_576, 523_776],
  [20_000, 9_488],
  [1_024, 128],
  [256, 32],
])('allows, of %d file descriptors, %d sockets', (descriptors, sockets) => {
  expect(maxSocketsFor(descriptors)).toBe(sockets);
});

it.each([256, 1_024, 2_048, 4_096, 20_000])(
  'never spends more than half of %d descriptors on sockets',
  (n) => {
    expect(maxSocketsFor(n) * 2).toBeLessThanOrEqual(n);
  },
);

it('knows the limit of this machine', () => {
  expect(fileDescriptorLimit()).toBeGreaterThanOrEqual(256);
});
