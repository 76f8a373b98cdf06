import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageNames, serveToolPages, type ToolPages } from '../../scripts/demo/tool-pages.ts';

let pages: ToolPages;
beforeAll(async () => {
  pages = await serveToolPages(0);
});
afterAll(() => pages.close());

function fetchAs(host: string, path = '/'): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  get({ host: '127.0.0.1', port: pages.port, path, headers: { host } }, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (text: string) => (body += text));
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
  }).on('error', reject);
  return promise;
}

describe('the demo tools', () => {
  it.each(pageNames)('shows %s under its own name, with nothing from elsewhere', async (name) => {
    const { status, body } = await fetchAs(`${name}.localhost:${pages.port}`);
    expect(status).toBe(200);
    expect(body).toContain('<main>');
    expect(body).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(body).not.toContain('<script');
  });

  it('shows the same page at every address of a tool', async () => {
    const page = await fetchAs('crm.localhost', '/deals/1');
    expect(page).toEqual(await fetchAs('crm.localhost'));
  });

  it('answers no other name', async () => {
    expect((await fetchAs('127.0.0.1')).status).toBe(404);
    expect((await fetchAs('evil.example')).status).toBe(404);
  });

  it('moves to another port where the wished one is taken', async () => {
    const other = await serveToolPages(pages.port);
    expect(other.port).not.toBe(pages.port);
    await other.close();
  });
});
