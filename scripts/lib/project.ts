import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Absolute path of the checkout. */
export const projectDir = fileURLToPath(new URL('../../', import.meta.url)).replace(/[/\\]$/, '');

/** Absolute path of something in the checkout. */
export function inProject(...parts: string[]): string {
  return join(projectDir, ...parts);
}
