import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isLoopbackHost, SafeUrl } from '../../shared/model/link.ts';
import { holds } from '../support/property.ts';

describe('an address that people may be sent to', () => {
  it.each([
    ['https://wiki.example.com/a?b=c#d', 'https://wiki.example.com/a?b=c#d'],
    ['https://wiki.example.com', 'https://wiki.example.com/'],
    ['HTTPS://WIKI.EXAMPLE.COM/Path', 'https://wiki.example.com/Path'],
    ['https://wiki.example.com:8443/', 'https://wiki.example.com:8443/'],
    ['https://wiki.example.com:443/', 'https://wiki.example.com/'],
    [' https://wiki.example.com/ ', 'https://wiki.example.com/'],
    ['https://wiki.exam\nple.com/', 'https://wiki.example.com/'],
    ['https:\\\\wiki.example.com\\a', 'https://wiki.example.com/a'],
    ['https://[2001:db8::1]/', 'https://[2001:db8::1]/'],
    ['http://localhost:8787/incidents/inc_1', 'http://localhost:8787/incidents/inc_1'],
    ['http://crm.localhost/', 'http://crm.localhost/'],
    ['http://127.0.0.1:1/', 'http://127.0.0.1:1/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://[::1]/', 'http://[::1]/'],
    // A Cyrillic а is seen for what it is.
    ['https://p\u0430ypal.com/', 'https://xn--pypal-4ve.com/'],
    ['https://example.com/\u202ecod.exe', 'https://example.com/%E2%80%AEcod.exe'],
  ])('%j becomes %s', (text, href) => {
    expect(v.parse(SafeUrl, text)).toBe(href);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'javascript://wiki.example.com/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://wiki.example.com/1',
    'file:///etc/passwd',
    'ftp://wiki.example.com/',
    'ws://wiki.example.com/',
    'chrome-extension://abc/popup.html',
    'intent://scan/#Intent;scheme=zxing;end',
    'mailto:a@example.com',
    'http://wiki.example.com/',
    'http://localhost.evil.test/',
    'http://127.0.0.1.evil.test/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::ffff:127.0.0.1]/',
    'https://user:secret@wiki.example.com/',
    'https://user@wiki.example.com/',
    'https://wiki.example.com@evil.test/',
    'https://',
    '//wiki.example.com/',
    '/incidents/inc_1',
    'wiki.example.com',
    'https://exa mple.com/',
    '',
    `https://wiki.example.com/${'a'.repeat(2_048)}`,
    // Short as written, too long once every letter is six characters.
    `https://wiki.example.com/${'é'.repeat(1_000)}`,
  ])('is not %j', (text) => {
    const result = v.safeParse(SafeUrl, text);
    expect(result.success).toBe(false);
    expect(result.issues?.map((issue) => issue.message)).toContain('unsafe_link');
  });

  it('never has another scheme, a password, or more than 2,048 characters', () => {
    const parts = fc.constantFrom(
      'https:',
      'http:',
      'javascript:',
      '//',
      '@',
      ':',
      '/',
      'a.example',
      '\t',
      '[::1]',
    );
    const address = fc.oneof(
      fc.webUrl(),
      fc.array(parts).map((list) => list.join('')),
      fc.string(),
    );
    holds(
      fc.property(address, (text) => {
        const result = v.safeParse(SafeUrl, text);
        if (!result.success) return;
        const url = new URL(result.output);
        expect(url.protocol === 'https:' || isLoopbackHost(url.hostname)).toBe(true);
        expect(url.username + url.password).toBe('');
        expect(result.output.length).toBeLessThanOrEqual(2_048);
        expect(v.parse(SafeUrl, result.output)).toBe(result.output);
      }),
    );
  });
});

describe('this machine', () => {
  it.each([
    ['localhost', true],
    ['crm.localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['notlocalhost', false],
    ['localhost.example', false],
    ['127.0.0.2', false],
    ['', false],
  ])('"%s": %s', (host, expected) => {
    expect(isLoopbackHost(host)).toBe(expected);
  });
});
