import type { CommandResult } from '../lib/command.ts';
import { setupFaults } from '../serve/setup.ts';
import type { Company } from './company.ts';
import type { Wrangler } from './wrangler.ts';

/** One thing that stands between the relay and its place. */
export interface DeployFault {
  readonly path: string;
  readonly message: string;
}

/** Stands for a secret that Cloudflare holds and tells nobody. */
const HELD = 'a'.repeat(43);

/** All that is missing for a deploy. Without `wrangler` only the file is looked at: nothing is asked of Cloudflare. */
export async function checkDeploy(company: Company, wrangler: Wrangler | null): Promise<DeployFault[]> {
  const account = wrangler ? await accountOf(wrangler) : { faults: [], secrets: ['MASTHEAD_KEY'] };
  const setup = await setupFaults({
    MASTHEAD_KEY: HELD,
    ...(company.url === undefined ? {} : { MASTHEAD_URL: company.url }),
    ...(company.signIn === undefined ? {} : { MASTHEAD_SIGN_IN: JSON.stringify(company.signIn) }),
    ...(account.secrets.includes('MASTHEAD_OIDC_SECRET') ? { MASTHEAD_OIDC_SECRET: HELD } : {}),
  });
  const inFile = setup.map(({ path, message }) => ({
    path: path.replace('MASTHEAD_URL', 'url').replace('MASTHEAD_SIGN_IN', 'signIn'),
    message,
  }));
  const isHttps = company.url === undefined || company.url.startsWith('https://');
  const scheme = isHttps || inFile.some(({ path }) => path === 'url');
  return [
    ...inFile,
    ...(scheme ? [] : [{ path: 'url', message: 'must begin with https://' }]),
    ...account.faults,
  ];
}

/** What wrangler is told of the company: its settings and its name. Nothing of it is secret. */
export function wranglerFlags({ url, signIn }: Company): string[] {
  return [
    '--strict',
    '--var',
    `MASTHEAD_URL:${url}`,
    '--var',
    `MASTHEAD_SIGN_IN:${JSON.stringify(signIn)}`,
    '--domains',
    new URL(url ?? '').host,
  ];
}

async function accountOf(
  wrangler: Wrangler,
): Promise<{ readonly faults: DeployFault[]; readonly secrets: readonly string[] }> {
  const who = await wrangler(['whoami']);
  if (who.status !== 0 || /not authenticated|not logged in/i.test(who.output)) {
    const message = 'run npx wrangler login, or set CLOUDFLARE_API_TOKEN';
    return { faults: [{ path: 'Cloudflare', message }], secrets: [] };
  }
  const secrets = secretNames(await wrangler(['secret', 'list', '--format', 'json']));
  const message = 'is not set: npm run new-key -- FILE, then npx wrangler secret put MASTHEAD_KEY < FILE';
  return { faults: secrets.includes('MASTHEAD_KEY') ? [] : [{ path: 'MASTHEAD_KEY', message }], secrets };
}

/** A Worker that is not there yet has no secrets, and its list is an error. */
function secretNames({ status, output }: CommandResult): string[] {
  if (status !== 0) return [];
  const list = /\[[\s\S]*\]/.exec(output)?.[0] ?? '[]';
  return (JSON.parse(list) as { name: string }[]).map(({ name }) => name);
}
