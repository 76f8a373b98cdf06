import { beforeEach, describe, expect, it } from 'vitest';
import { addServices, openIncident, type Relay, startRelay } from './relay.ts';

let relay: Relay;
beforeEach(async () => {
  relay = await startRelay();
  await addServices(relay, 'checkout');
});

describe('the page of an incident', () => {
  it('leads with the sentence and holds every update', async () => {
    const { id } = await openIncident(relay, { customerMessage: 'Please try again later.' });
    const json = { message: 'Cause found: a full disk.', phase: 'identified', workaround: 'Use cash.' };
    await relay.ask('POST', `/api/v1/incidents/${id}/updates`, { as: 'liaison', json });
    const response = await relay.ask('GET', `/incidents/${id}`, { as: 'stakeholder' });
    const text = textOf(await response.text());
    expect(text).toMatch(/Checkout is partly down since .*Next update within 30 min\./);
    for (const part of ['Payments fail', 'cause found', 'a full disk', 'We are looking into it', 'Use cash.'])
      expect(text).toContain(part);
    expect(text).toContain('Please try again later.');
  });

  it('names the team that answers for what is affected, and no other', async () => {
    for (const [id, owner] of [
      ['checkout', 'Team <Pay>'],
      ['search', 'Team Find'],
    ])
      await relay.ask('PUT', `/api/v1/services/${id}`, { as: 'admin', json: { name: id, owner } });
    const { id } = await openIncident(relay);
    const html = await (await relay.ask('GET', `/incidents/${id}`, { as: 'stakeholder' })).text();
    expect(html).toContain('<bdi>Team &lt;Pay></bdi> answers for');
    expect(html).not.toContain('Team Find');
  });

  it('says how to sign in to a browser that is not', async () => {
    const { id } = await openIncident(relay);
    const response = await relay.ask('GET', `/incidents/${id}`);
    expect(response.status).toBe(401);
    const html = await response.text();
    expect(html).toContain('href="/sign-in"');
    expect(html).not.toContain('Payments');
  });

  it('looks the same where it is not for this reader and where there is none', async () => {
    await relay.ask('PUT', '/api/v1/audiences/board', { as: 'admin', json: { name: 'Board', members: [] } });
    const { id } = await openIncident(relay, { audiences: ['board'] });
    const read = async (path: string) => {
      const response = await relay.ask('GET', `/incidents/${path}`, { as: 'stakeholder' });
      return { status: response.status, headers: [...response.headers], text: await response.text() };
    };
    const [hidden, absent, malformed] = [await read(id), await read('inc_none'), await read('NO-ID')];
    expect(hidden.status).toBe(404);
    expect(hidden).toEqual(absent);
    expect(malformed).toEqual(absent);
    expect((await relay.ask('GET', `/incidents/${id}`, { as: 'liaison' })).status).toBe(200);
  });

  const attacks = [
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    '</title><script>alert(1)</script>',
    "' onmouseover='alert(1)",
  ];
  it.each(attacks)('shows %s as text wherever it stands', async (attack) => {
    const json = { name: attack };
    await relay.ask('PUT', '/api/v1/services/evil', { as: 'admin', json });
    const { id } = await openIncident(relay, {
      title: attack,
      message: attack,
      customerMessage: attack,
      workaround: attack,
      services: [{ id: 'evil', impact: 'major_outage' }],
      links: [{ label: attack, url: 'https://example.com/', kind: 'chat' }],
    });
    for (const path of ['/', `/incidents/${id}`, '/console']) {
      const response = await relay.ask('GET', path, { as: 'liaison' });
      const found = await elementsOf(response.clone());
      expect(found.scripts).toBe(0);
      expect(found.handlers).toEqual([]);
      expect(found.images).toBe(0);
      expect(textOf(await response.text())).toContain(attack);
    }
  });
});

describe('the first page', () => {
  it('says what this is to whoever is not signed in', async () => {
    const html = await (await relay.ask('GET', '/')).text();
    expect(html).toContain('Incidents, where you already look');
    expect(html).toContain('href="/sign-in"');
  });

  it('lists what is going on, and for which moment it says so', async () => {
    const before = textOf(await (await relay.ask('GET', '/', { as: 'stakeholder' })).text());
    expect(before).toMatch(/No known incidents As of .*UTC/);
    const { id } = await openIncident(relay);
    const html = await (await relay.ask('GET', '/', { as: 'stakeholder' })).text();
    expect(html).toContain(`href="/incidents/${id}"`);
    expect(textOf(html)).toContain('Checkout is partly down');
    expect(html).not.toContain('href="/console"');
  });
});

describe('every page', () => {
  it.each(['/', '/sign-in', '/console', '/incidents/inc_none'])(
    'may load and run nothing but its own style: %s',
    async (path) => {
      const response = await relay.ask('GET', path, { as: 'liaison' });
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      const html = await response.text();
      const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
      expect(policy).toContain(`style-src 'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`);
      for (const rule of [
        "default-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        expect(policy).toContain(rule);
      expect(policy.includes('script-src')).toBe(path === '/sign-in');
      expect(html).not.toContain(' style="');
      expect(html).toMatch(/^<!doctype html><html lang="en-GB" dir="ltr">/);
      expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    },
  );

  it('has one first heading, and labels for all of its fields', async () => {
    await openIncident(relay);
    for (const path of ['/', '/sign-in', '/console']) {
      const found = await elementsOf(await relay.ask('GET', path, { as: 'liaison' }));
      expect(found.headings).toBe(1);
      expect(found.unlabelled).toEqual([]);
      expect(found.twins).toEqual([]);
    }
  });

  it('is told as a page where the relay fails', async () => {
    const HUB = { idFromName: () => ({}), get: () => ({}) } as unknown as Relay['env']['HUB'];
    const broken = await startRelay({ HUB });
    const response = await broken.ask('GET', '/', { as: 'liaison' });
    expect([response.status, (await response.text()).includes('The relay failed')]).toEqual([500, true]);
  });
});

describe('the script of the sign-in page', () => {
  it('is a file of ours that holds no secret', async () => {
    const response = await relay.ask('GET', '/sign-in.js');
    expect(response.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(await response.text()).toContain("fetch('/session'");
  });
});

interface Elements {
  scripts: number;
  images: number;
  headings: number;
  handlers: string[];
  unlabelled: string[];
  twins: string[];
}

async function elementsOf(response: Response): Promise<Elements> {
  const found: Elements = { scripts: 0, images: 0, headings: 0, handlers: [], unlabelled: [], twins: [] };
  const [labelled, ids, fields] = [new Set<string>(), new Set<string>(), [] as Element[]];
  type Element = { id: string | null; name: string; isLabelled: boolean };
  await new HTMLRewriter()
    .on('*', {
      element(element) {
        if (element.tagName === 'script' && !element.hasAttribute('src')) found.scripts += 1;
        if (element.tagName === 'img') found.images += 1;
        if (element.tagName === 'h1') found.headings += 1;
        // The DOM's type of the same name stands before the one that HTMLRewriter has.
        const attributes = element.attributes as unknown as Iterable<[string, string]>;
        for (const [name] of attributes) if (name.startsWith('on')) found.handlers.push(name);
        const id = element.getAttribute('id');
        if (id !== null && ids.has(id)) found.twins.push(id);
        if (id !== null) ids.add(id);
        if (element.tagName === 'label') labelled.add(element.getAttribute('for') ?? '');
      },
    })
    .on('input:not([type=hidden]):not([name=audiences]), select, textarea', {
      element(element) {
        const isLabelled = element.hasAttribute('aria-label');
        fields.push({ id: element.getAttribute('id'), name: element.getAttribute('name') ?? '', isLabelled });
      },
    })
    .transform(response)
    .text();
  found.unlabelled = fields
    .filter(({ id, isLabelled }) => !isLabelled && !(id !== null && labelled.has(id)))
    .map(({ name }) => name);
  return found;
}

function textOf(html: string): string {
  return html
    .replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
