import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminTable } from '../../worker/pages/admin/admin-table.ts';
import { type AdminBrowser, openAdmin } from './support/admin.ts';
import { violations } from './support/axe.ts';
import { startTestRelay, type TestRelay } from './support/relay.ts';

let relay: TestRelay;
let admin: AdminBrowser;
let ids: Record<string, string>;

beforeAll(async () => {
  relay = await startTestRelay();
  ids = await fill();
  admin = await openAdmin(relay);
});
afterAll(async () => {
  await admin?.close();
  await relay?.discard();
});

async function call(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await fetch(relay.url + path, {
    method,
    headers: { Authorization: `Bearer ${relay.credentials.admin}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect([path, response.ok]).toEqual([path, true]);
  return (await response.json()) as Record<string, unknown>;
}

/** One of everything, so that each page has something to show. */
async function fill(): Promise<Record<string, string>> {
  await call('PUT', '/api/v1/services/checkout', { name: 'Checkout', group: 'Shop' });
  await call('PUT', '/api/v1/tools/crm', {
    name: 'CRM',
    patterns: ['https://crm.example.com/*'],
    services: ['checkout'],
  });
  await call('PUT', '/api/v1/audiences/board', {
    name: 'Board',
    members: ['ada@example.com'],
    groups: ['Shop'],
  });
  await call('PUT', '/api/v1/audiences/heads', { name: 'Heads', members: [], includes: ['board'] });
  await call('POST', '/api/v1/sources', { id: 'alerts', name: 'Alerts', kind: 'alertmanager' });
  await call('POST', '/api/v1/people', { id: 'ada@example.com', name: 'Ada', role: 'liaison' });
  const token = await call('POST', '/api/v1/tokens', {
    name: 'Bot',
    role: 'stakeholder',
    scopes: ['state:read'],
    days: 7,
  });
  const invitation = await call('POST', '/api/v1/invitations', { person: 'cleo@example.com' });
  return {
    Invitation: String(invitation['id']),
    Service: 'checkout',
    Tool: 'crm',
    Audience: 'board',
    Source: 'alerts',
    Token: String(token['id']),
    Person: 'ada%40example.com',
  };
}

/** The address of every page that is asked for by GET, of something that is there. */
function paths(): string[] {
  return Object.entries(adminTable)
    .filter(([id, { method }]) => method === 'GET' && id !== 'adminRevokeDevice')
    .map(([id, { path }]) => {
      const noun = id.replace(/^admin(Edit|Remove|Revoke|Erase)/, '');
      return path.replace(/:(id|person)/, ids[noun] ?? 'none');
    });
}

type Look = 'light' | 'dark' | 'forced colours' | '200 % zoom';

/** A zoom of 200 % leaves a window of 1,280 pixels half as many. */
async function look(page: Page, how: Look): Promise<void> {
  await page.setViewportSize(
    how === '200 % zoom' ? { width: 640, height: 400 } : { width: 1280, height: 800 },
  );
  await page.emulateMedia({
    colorScheme: how === 'dark' ? 'dark' : 'light',
    forcedColors: how === 'forced colours' ? 'active' : 'none',
  });
}

describe.each<Look>(['light', 'dark', 'forced colours', '200 % zoom'])('in %s', (how) => {
  it('no admin page breaks a rule of accessibility', async () => {
    const { page } = admin;
    await look(page, how);
    for (const path of paths()) {
      const response = await page.goto(relay.url + path);
      expect([path, response?.status()]).toEqual([path, 200]);
      expect([path, await violations(page)]).toEqual([path, []]);
    }
  });

  it.each(['/admin/services/add', '/admin/tools/add', '/admin/tokens/add', '/admin/people/add'])(
    'neither does %s with faults in it',
    async (path) => {
      const { page } = admin;
      await look(page, how);
      await page.goto(relay.url + path);
      await page.locator('button.strong').click();
      await page.locator('.summary').waitFor();
      expect(await violations(page)).toEqual([]);
    },
  );
});

it('in 360 pixels, no admin page has to be scrolled to the side', async () => {
  const { page } = admin;
  await page.setViewportSize({ width: 360, height: 640 });
  for (const path of paths()) {
    await page.goto(relay.url + path);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([path, beyond]).toEqual([path, 0]);
  }
});

/** What the page can be told of where the keyboard is: the words of a link or button, the name of a field. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: on } = document;
    if (!(on instanceof HTMLElement)) return '';
    return on.getAttribute('name') ?? on.textContent?.trim() ?? '';
  });

async function tabTo(page: Page, words: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === words) return;
  }
  throw new Error(`the keyboard does not get to ${words}`);
}

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

describe.each(['with scripts', 'without scripts'])('by keyboard alone, %s', (how) => {
  const id = how === 'with scripts' ? 'with' : 'without';

  it('an admin adds a service and an audience', async () => {
    const page = how === 'with scripts' ? admin.page : await admin.withoutScript();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${relay.url}/admin`);
    await tabTo(page, 'Services');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/services');
    await tabTo(page, 'Add a service');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/services/add');

    // First without a name: the keyboard is at the faults, and the first link leads to the field.
    await typeInto(page, 'id', `billing-${id}`);
    await page.keyboard.press('Enter');
    await page.locator('.summary').waitFor();
    await tabTo(page, 'Name: must not be empty');
    await page.keyboard.press('Enter');
    expect(await focused(page)).toBe('name');
    await page.keyboard.type(`Billing ${id}`);
    expect(await page.locator('[name=id]').inputValue()).toBe(`billing-${id}`);
    await page.keyboard.press('Enter');
    await page.waitForURL(/admin\/services\?done=added/);
    expect(await page.locator('[role=status]').textContent()).toBe('The service is added.');

    await tabTo(page, 'Audiences');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/audiences');
    await tabTo(page, 'Add an audience');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/admin/audiences/add');
    await typeInto(page, 'name', `Press ${id}`);
    await typeInto(page, 'members', 'cleo@example.com');
    await tabTo(page, 'includes');
    await page.keyboard.press('Space');
    await tabTo(page, 'Add audience');
    await page.keyboard.press('Enter');
    await page.waitForURL(/admin\/audiences\?done=added/);

    const { services } = await call('GET', '/api/v1/services');
    expect(services).toContainEqual(expect.objectContaining({ id: `billing-${id}`, name: `Billing ${id}` }));
    const { audiences } = await call('GET', '/api/v1/audiences');
    expect(audiences).toContainEqual(
      expect.objectContaining({ name: `Press ${id}`, members: ['cleo@example.com'], includes: ['board'] }),
    );
  });
});

it('without scripts, a token is made and revoked, and a service removed', async () => {
  const page = await admin.withoutScript();
  await page.goto(`${relay.url}/admin/tokens/add`);
  await page.locator('[name=name]').fill('Lobby');
  await page.locator('[value="state:read"]').check();
  await page.locator('button.strong').click();
  const token = await page.locator('#token').inputValue();
  const asked = () => fetch(`${relay.url}/api/v1/state`, { headers: { Authorization: `Bearer ${token}` } });
  expect((await asked()).status).toBe(200);
  await page.goto(`${relay.url}/admin/tokens`);
  await page.locator('tr', { hasText: 'Lobby' }).getByRole('link').click();
  await page.locator('button.danger').click();
  await page.waitForURL('**/admin/tokens?done=revoked');
  expect((await asked()).status).toBe(401);

  await call('PUT', '/api/v1/services/gone', { name: 'Gone' });
  await page.goto(`${relay.url}/admin/services/edit/gone`);
  await page.locator('a.danger').click();
  await page.locator('button.danger').click();
  await page.waitForURL('**/admin/services?done=removed');
  expect(await page.locator('main').textContent()).not.toContain('Gone');
});
