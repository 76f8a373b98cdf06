import * as v from 'valibot';
import { line } from './text.ts';
import { parseUrl } from './url.ts';

/** What a link leads to, so that a surface can name and order links without reading their text. */
export const linkKinds = ['incident', 'bridge', 'chat', 'status_page', 'review', 'other'] as const;
export const LinkKind = v.picklist(linkKinds);
export type LinkKind = v.InferOutput<typeof LinkKind>;

/** The code of the validation issue that an unsafe address raises; also a code of the problem catalogue. */
export const UNSAFE_LINK = 'unsafe_link';

/**
 * An address that a person may be sent to: `https:` (or `http:` on this machine only), no user name or password in it,
 * at most 2,048 characters. `v.url()` is not enough: it accepts `javascript:`.
 */
export const SafeUrl = v.pipe(
  v.string(),
  v.maxLength(2_048, UNSAFE_LINK),
  v.check(isSafeUrl, UNSAFE_LINK),
  // The parsed form has mixed scripts in punycode, so that a look-alike host is seen for what it is.
  v.transform((text) => parseUrl(text)?.href ?? text),
  v.maxLength(2_048, UNSAFE_LINK),
);

export const Link = v.strictObject({ label: line(80), url: SafeUrl, kind: LinkKind });
export type Link = v.InferOutput<typeof Link>;

/** True where the address is one that a person may be sent to: see {@link SafeUrl}. */
export function isSafeUrl(text: string): boolean {
  const url = parseUrl(text);
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname));
}

/** True for the host names that always mean this machine (RFC 6761 section 6.3 for `localhost`). */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '127.0.0.1' ||
    hostname === '[::1]'
  );
}
