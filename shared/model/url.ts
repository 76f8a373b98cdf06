/**
 * The part of the WHATWG URL standard that the pure project uses. Node, workerd and browsers all have it, but the
 * pure project compiles without their types, so the minimum is declared here and nowhere else.
 */
export interface ParsedUrl {
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly href: string;
}

declare const URL: { canParse(text: string): boolean; new (text: string): ParsedUrl };

/** The parsed address, or `null` where the text is no absolute URL. Source: https://url.spec.whatwg.org/ */
export function parseUrl(text: string): ParsedUrl | null {
  return URL.canParse(text) ? new URL(text) : null;
}
