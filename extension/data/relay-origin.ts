import { isLoopbackHost } from '../../shared/model/link.ts';
import { parseUrl } from '../../shared/model/url.ts';

/** The origin of a relay's address: `https:`, or `http:` on this machine; `null` for anything else. */
export function relayOrigin(text: string): string | null {
  const url = parseUrl(text.trim());
  if (!url || url.username || url.password) return null;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe ? new URL(url.href).origin : null;
}
