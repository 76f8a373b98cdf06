/**
 * Headers on every answer. A page brings its own Content-Security-Policy; everything else is no document and may load
 * nothing. `same-origin` as the referrer policy, since under `no-referrer` a browser sends forms with `Origin: null`.
 */
export function addSecurityHeaders(headers: Headers, url: string): void {
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('X-Frame-Options', 'DENY');
  headers.set('Referrer-Policy', 'same-origin');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  if (!headers.has('Content-Security-Policy'))
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  if (url.startsWith('https:')) headers.set('Strict-Transport-Security', 'max-age=63072000');
}
