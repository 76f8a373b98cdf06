/*
 * The store build of the extension holds no host permission and reaches the relay by CORS alone. Its origin proves
 * nothing (any extension has such a one), so no credential that a browser adds by itself is let through: calls carry
 * their own. Pages of the web get no permission at all.
 */

const EXTENSION_ORIGIN = /^(?:chrome|moz)-extension:\/\/[a-z0-9-]+$/;

/** Lets an extension read this answer; other origins are left to the browser, which refuses them. */
export function addCorsHeaders(request: Request, headers: Headers): void {
  const origin = extensionOrigin(request);
  headers.append('Vary', 'Origin');
  if (origin === null) return;
  headers.set('Access-Control-Allow-Origin', origin);
  headers.set(
    'Access-Control-Expose-Headers',
    'ETag, Masthead-Confirmed-At, Masthead-Now, Retry-After, WWW-Authenticate',
  );
}

/** The answer to an extension's question whether it may ask, or `null` where the request is no such question. */
export function answerPreflight(request: Request): Response | null {
  const isPreflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method');
  if (!isPreflight || extensionOrigin(request) === null) return null;
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
      'Access-Control-Allow-Headers':
        'Authorization, Content-Type, DPoP, Idempotency-Key, If-Match, If-None-Match',
      // Two hours, the most that Chromium keeps it.
      'Access-Control-Max-Age': '7200',
    },
  });
}

function extensionOrigin(request: Request): string | null {
  const origin = request.headers.get('Origin');
  return origin !== null && EXTENSION_ORIGIN.test(origin) ? origin : null;
}
