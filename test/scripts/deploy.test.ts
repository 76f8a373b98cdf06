import { describe, expect, it } from 'vitest';
import { checkDeploy, wranglerFlags } from '../../scripts/deploy/check-deploy.ts';
import type { Wrangler } from '../../scripts/deploy/wrangler.ts';

const company = {
  url: 'https://masthead.example.com',
  signIn: { kind: 'invitations', admins: ['ada@example.com'] },
};

/** A stand-in for Cloudflare's answers, which no test may ask for. */
function account(secrets: readonly string[] | null, isSignedIn = true): Wrangler {
  return async ([command]) => {
    if (command === 'whoami') return { status: isSignedIn ? 0 : 1, output: '' };
    if (secrets === null) return { status: 1, output: 'This Worker does not exist on your account.' };
    const list = secrets.map((name) => ({ name, type: 'secret_text' }));
    return { status: 0, output: JSON.stringify(list, null, 2) };
  };
}
const places = async (...args: Parameters<typeof checkDeploy>) =>
  (await checkDeploy(...args)).map(({ path }) => path);

describe('checkDeploy', () => {
  it('finds nothing where the secret is set and people can sign in', async () => {
    expect(await checkDeploy(company, account(['MASTHEAD_KEY']))).toEqual([]);
  });

  it('lists all that is missing at once', async () => {
    expect(await places({}, account(null))).toEqual(['url', 'signIn', 'MASTHEAD_KEY']);
    expect(await places({ url: 'http://127.0.0.1:8787' }, account([], false))).toEqual([
      'signIn',
      'url',
      'Cloudflare',
    ]);
  });

  it('refuses a secret that was meant for another sign-in', async () => {
    const secrets = ['MASTHEAD_KEY', 'MASTHEAD_OIDC_SECRET'];
    expect(await places(company, account(secrets))).toEqual(['MASTHEAD_OIDC_SECRET']);
  });

  it('asks nothing of Cloudflare for a dry run', async () => {
    expect(await checkDeploy(company, null)).toEqual([]);
  });
});

it('gives wrangler the name and the settings of the company', () => {
  const flags = wranglerFlags(company);
  expect(flags).toContain(`MASTHEAD_SIGN_IN:${JSON.stringify(company.signIn)}`);
  expect(flags.at(-1)).toBe('masthead.example.com');
});
