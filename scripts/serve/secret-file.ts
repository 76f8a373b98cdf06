import { readFileSync, statSync } from 'node:fs';
import { errorCode } from '../lib/refusal.ts';

/** A secret that was read, or what is wrong with its file and what to do about it. */
export type SecretFile = { readonly secret: string } | { readonly fault: string };

/** Reads a file that holds one secret. Nobody but its owner may read it, or it is refused. */
export function readSecretFile(path: string): SecretFile {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) return { fault: `${path} is no file` };
    if ((stat.mode & 0o077) !== 0)
      return { fault: `${path} can be read by others: run chmod 600 ${path}, and make a new secret` };
    const secret = readFileSync(path, 'utf8').trim();
    return secret === '' ? { fault: `${path} is empty` } : { secret };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return { fault: `${path} does not exist` };
    return { fault: `${path} cannot be read by this user (${code}): it has to be its owner's` };
  }
}
