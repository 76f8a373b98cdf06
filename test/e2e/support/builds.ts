import { inProject } from '../../../scripts/lib/project.ts';

/** The extension with the demo tools' hosts baked in: no test can accept a permission prompt. */
export const companyBuild = inProject('.output/chrome-mv3-company');
/** The extension as the store has it: it holds no host. */
export const storeBuild = inProject('.output/chrome-mv3');
/** As {@link companyBuild}, for Firefox. */
export const firefoxBuild = inProject('.output/firefox-mv2-company');
