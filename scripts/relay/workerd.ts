import { createRequire } from 'node:module';
import * as v from 'valibot';

const Workerd = v.object({ default: v.string(), compatibilityDate: v.string(), version: v.string() });

/**
 * The relay's runtime: absolute path of its program, and the newest compatibility date it knows. Asked of the package
 * itself, since `node_modules/.bin/workerd` may be an older one that another package brought.
 */
export function workerd(): { path: string; newestDate: string } {
  const answer = v.parse(Workerd, createRequire(import.meta.url)('workerd'));
  return { path: answer.default, newestDate: answer.compatibilityDate };
}
