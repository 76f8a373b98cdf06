import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

/** The style sheets of each surface, as its `index.html` links them. */
const styles: Record<string, readonly string[]> = {
  popup: ['/extension/pages/popup/popup.css'],
  options: ['/extension/pages/page.css', '/extension/pages/settings.css'],
  diagnostics: ['/extension/pages/page.css', '/extension/pages/settings.css'],
  onboarding: ['/extension/pages/page.css'],
  banner: ['/extension/banner/banner.css'],
  page: ['/extension/pages/page.css'],
};

/**
 * Serves every surface with sample pictures on a free port of this machine, without a relay or an extension. Answers its
 * address (`<address>/?surface=popup&sample=one`) and how to stop it.
 */
export async function serveGallery(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server: { port: 0, host: '127.0.0.1', hmr: false, ws: false },
    optimizeDeps: { include: ['preact', 'preact/hooks', 'preact/jsx-runtime', 'preact/jsx-dev-runtime'] },
  });
  server.middlewares.use((request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/') return next();
    response.setHeader('content-type', 'text/html');
    response.end(htmlOf(url.searchParams.get('surface') ?? ''));
  });
  await server.listen(0);
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the gallery has no address');
  return { url: `http://127.0.0.1:${address.port}`, stop: () => server.close() };
}

function htmlOf(surface: string): string {
  const links = [
    '/shared/ui/tokens.css',
    '/shared/ui/basics.css',
    '/shared/ui/cards.css',
    ...(styles[surface] ?? []),
  ]
    .map((path) => `<link rel="stylesheet" href="${path}" />`)
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Masthead</title>${links}</head><body><div id="root"></div><script type="module" src="/test/ui/gallery/gallery.tsx"></script></body></html>`;
}
