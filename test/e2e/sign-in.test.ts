import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/port.ts';
import { runServed, type ServedRelay } from '../../scripts/serve/run-served.ts';
import { launchChromium, type TestBrowser } from './support/chromium.ts';
import { CLIENT, passProvider, startIssuer, type TestIssuer } from './support/oidc-provider.ts';

let folder: string;
let url: string;
let issuer: TestIssuer;
let relay: ServedRelay;
let browser: TestBrowser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-sign-in-'));
  const port = await freePort(0);
  url = `http://127.0.0.1:${port}`;
  issuer = await startIssuer(url);
  issuer.accounts.set('lee', { email: 'lee@example.com', name: 'Lee Liaison', groups: ['comms'] });
  issuer.accounts.set('sal', { email: 'sal@example.com', name: 'Sal', groups: [] });
  issuer.accounts.set('eve', { email: 'eve@example.org', name: 'Eve', groups: ['comms'] });
  const signIn = {
    kind: 'oidc',
    issuer: issuer.issuer,
    clientId: CLIENT.id,
    allowedDomains: ['example.com'],
    admins: ['ada@example.com'],
    roles: { liaison: ['comms'] },
  };
  relay = await runServed({
    url,
    port,
    stateFolder: folder,
    protocolHeader: 'X-Forwarded-Proto',
    signInNetwork: { allow: ['127.0.0.1/32'], trustedCertificates: [] },
    bindings: {
      MASTHEAD_URL: url,
      MASTHEAD_KEY: 'bWFzdGhlYWQtdGVzdC1rZXktbWFzdGhlYWQtdGVzdC0',
      MASTHEAD_SIGN_IN: JSON.stringify(signIn),
      MASTHEAD_OIDC_SECRET: CLIENT.secret,
    },
  });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
  await issuer?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Signs in as a person does: from the relay's page, at the provider, and back. */
async function signIn(name: string, path = '/sign-in'): Promise<Page> {
  await browser.context.clearCookies();
  const page = await browser.open(`${url}${path}`);
  await passProvider(page, name, url);
  return page;
}

describe('a person of the company', () => {
  it('signs in with the company’s sign-in, and comes back to where they were', async () => {
    const page = await signIn('lee', '/console');
    expect(new URL(page.url()).pathname).toBe('/console');
    expect(await page.locator('h1').first().innerText()).not.toContain('Sign in');
    expect(await page.locator('body').innerText()).toContain('Lee Liaison');
    await page.close();
  });

  it('has the role that follows from their groups', async () => {
    const page = await signIn('sal');
    expect((await page.goto(`${url}/console`))?.status()).toBe(403);
    await page.close();
  });

  it('loses the role with the group, at the next sign-in', async () => {
    issuer.accounts.set('lee', { email: 'lee@example.com', name: 'Lee Liaison', groups: [] });
    const page = await signIn('lee');
    expect((await page.goto(`${url}/console`))?.status()).toBe(403);
    await page.close();
  });

  it('signs out here, and may do so at the company’s sign-in as well', async () => {
    const page = await signIn('sal');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    await page.goto(`${url}/console`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.close();
  });
});

it('lets nobody in from another company', async () => {
  const page = await signIn('eve');
  expect(await page.locator('body').innerText()).toContain('Addresses of this domain cannot sign in here.');
  await page.close();
});

it('sends its session to no page of another site, and keeps it from scripts', async () => {
  const page = await signIn('sal');
  const [cookie] = (await browser.context.cookies(url)).filter(({ name }) => name === '__Host-masthead');
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.close();
});
