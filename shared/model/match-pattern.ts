import * as v from 'valibot';
import { isLoopbackHost } from './link.ts';
import { parseUrl } from './url.ts';

/**
 * Where a tool lives: a browser match pattern of scheme and host, `https://crm.example.com/*` or `https://*.example.com/*`
 * (`http:` on this machine only). No port, since Firefox refuses one; no path, since host permissions ignore it; no
 * pattern for every host, since nobody should be asked for that.
 * Source: https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 */
export const MatchPattern = v.pipe(
  v.string(),
  v.maxLength(253),
  v.check((text) => parsePattern(text) !== null, 'must be a pattern such as https://crm.example.com/*'),
);
export type MatchPattern = v.InferOutput<typeof MatchPattern>;

interface PatternParts {
  readonly scheme: 'http:' | 'https:';
  /** Without the leading `*.` */
  readonly host: string;
  readonly hasSubdomains: boolean;
}

/** True where the page address lies under one of the patterns. Anything that does not parse matches nothing. */
export function matchesAny(patterns: readonly MatchPattern[], pageUrl: string): boolean {
  const url = parseUrl(pageUrl);
  return url !== null && patterns.some((text) => matches(parsePattern(text), url.protocol, url.hostname));
}

function matches(pattern: PatternParts | null, scheme: string, host: string): boolean {
  if (!pattern || pattern.scheme !== scheme) return false;
  return host === pattern.host || (pattern.hasSubdomains && host.endsWith(`.${pattern.host}`));
}

function parsePattern(text: string): PatternParts | null {
  const [, scheme, wildcard, host] =
    /^(https?:)\/\/(\*\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)\/\*$/.exec(text) ?? [];
  if (!scheme || !host || !parseUrl(`${scheme}//${host}/`)) return null;
  const isLocal = isLoopbackHost(host);
  if (scheme === 'http:' && !isLocal) return null;
  // A bare top-level domain ("*.com") would ask for half of the web.
  if (!isLocal && !/[a-z0-9]\.[a-z0-9-]{2,}$/.test(host)) return null;
  return { scheme: scheme as PatternParts['scheme'], host, hasSubdomains: wildcard !== undefined };
}
