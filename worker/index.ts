import { app } from './app.ts';
import type { Env } from './env.ts';
import { openStream, STREAM_PATH } from './open-stream.ts';

export { Hub } from './hub/hub.ts';
export { Shard } from './hub/shard/shard.ts';

export default {
  fetch(request, env, ctx) {
    return isStream(request) ? openStream(request, env) : app.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;

/** Every browser comes this way after a deploy, all at once: no framework and no URL parsing on it. */
function isStream({ method, url }: Request): boolean {
  if (method !== 'GET') return false;
  const path = url.slice(url.indexOf('/', 'https://'.length));
  return path === STREAM_PATH || path.startsWith(`${STREAM_PATH}?`);
}
