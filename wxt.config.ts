import { defineConfig } from 'wxt';
import * as v from 'valibot';
import { manifestFor } from './extension/manifest.ts';
import { MatchPattern } from './shared/model/match-pattern.ts';
import { localeFiles } from './scripts/locale-files.ts';

/**
 * Two builds. The store build (default) holds no host: people allow each tool by a prompt. A company build holds its tools'
 * hosts: `MASTHEAD_TOOL_HOSTS` is their match patterns, separated by commas, and `MASTHEAD_RELAY_URL` the address that
 * pairing offers.
 */
const toolHosts = (process.env['MASTHEAD_TOOL_HOSTS'] ?? '')
  .split(',')
  .map((pattern) => pattern.trim())
  .filter((pattern) => pattern !== '');
// Held to the same rule as the relay's tools: a pattern that no tool can have would be a permission for nothing.
const wrongHosts = toolHosts.filter((pattern) => !v.is(MatchPattern, pattern));
if (wrongHosts.length > 0) {
  throw new Error(
    `MASTHEAD_TOOL_HOSTS: ${wrongHosts.join(', ')} must be a pattern such as https://crm.example.com/*`,
  );
}
const suffix = toolHosts.length > 0 ? '-company' : '';

/**
 * WXT wraps an unlisted script in a logger that is mute in production. The banner's host is one, runs in other people's
 * pages and must stay below 2 kB, so it is started without the wrapper.
 */
const bareUnlistedScripts = {
  name: 'bare-unlisted-scripts',
  transform(_code: string, id: string) {
    const [, path] = id.split('virtual:wxt-unlisted-script-entrypoint?');
    if (path === undefined) return undefined;
    return `import definition from ${JSON.stringify(path)}; definition.main();`;
  },
};

/**
 * Takes Preact's one assignment to `innerHTML` out. It serves a property that our lint forbids, would throw under our Trusted
 * Types anyway, and is what Mozilla's linter warns of.
 */
const noInnerHtml = {
  name: 'no-inner-html',
  transform(code: string, id: string) {
    if (!id.replaceAll('\\', '/').endsWith('/preact/dist/preact.mjs')) return undefined;
    const without = code.replace(/\w+\.innerHTML=\w+\.__html/, 'void 0');
    if (without === code) throw new Error('Preact no longer assigns to innerHTML in the known way.');
    return without;
  },
};

/**
 * What a page loads later lies in the extension itself, as all it loads: there is nothing to fetch ahead, and no style comes
 * with it. Vite's helper for that would be as large as what is loaded.
 */
const bareDynamicImports = {
  name: 'bare-dynamic-imports',
  enforce: 'pre' as const,
  load(id: string) {
    return id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined;
  },
};

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: process.env['MASTHEAD_OUT_DIR'] ?? '.output',
  outDirTemplate: `{{browser}}-mv{{manifestVersion}}${suffix}`,
  imports: false,
  manifest: ({ browser }) =>
    manifestFor({ browser: browser === 'firefox' ? 'firefox' : 'chromium', toolHosts }),
  hooks: {
    'build:publicAssets': (_wxt, files) => void files.push(...localeFiles()),
  },
  vite: () => ({
    define: { 'import.meta.env.MASTHEAD_RELAY_URL': JSON.stringify(process.env['MASTHEAD_RELAY_URL'] ?? '') },
    plugins: [bareUnlistedScripts, noInnerHtml, bareDynamicImports],
    build: {
      // Our browsers all know modulepreload.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, found, { hostType }) => (hostType === 'html' ? found : []),
      },
      // Pages use the model's constants, not its schemas. Building a schema changes nothing else, which the bundler cannot
      // see by itself: without this, all of them and valibot ride along in popup and frame.
      // The same holds for a schema made of another one's entries.
      rolldownOptions: {
        output: {
          // What three pages or more share is one file: left alone it becomes a dozen small ones, which every page then loads.
          codeSplitting: {
            groups: [{ name: 'shown', test: /[\\/](shared|pages)[\\/].*\.tsx?$/, minShareCount: 3 }],
          },
        },
        treeshake: { manualPureFunctions: ['v', 'line', 'prose'], propertyReadSideEffects: false },
      },
    },
  }),
});
