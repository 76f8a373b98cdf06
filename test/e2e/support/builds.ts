import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/lib/project.ts';

/** The extension with the demo tools' hosts baked in: no test can accept a permission prompt. */
export const companyBuild = inProject('.output/chrome-mv3-company');
/** The extension as the store has it: it holds no host. */
export const storeBuild = inProject('.output/chrome-mv3');
/** As {@link companyBuild}, for Firefox. */
export const firefoxBuild = inProject('.output/firefox-mv2-company');

/** A copy of a build that holds its optional permission from the start: no test can accept a permission prompt. */
export function withNotifications(build: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'masthead-notifying-'));
  cpSync(build, copy, { recursive: true });
  const path = join(copy, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { permissions: string[] };
  const permissions = [...manifest.permissions, 'notifications'];
  writeFileSync(path, JSON.stringify({ ...manifest, permissions, optional_permissions: [] }));
  return copy;
}
