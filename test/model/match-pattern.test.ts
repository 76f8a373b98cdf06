import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { matchesAny, MatchPattern } from '../../shared/model/match-pattern.ts';
import { holds } from '../support/property.ts';

describe('a match pattern', () => {
  it.each([
    'https://crm.example.com/*',
    'https://*.example.com/*',
    'https://crm.localhost/*',
    'http://crm.localhost/*',
    'http://localhost/*',
    'http://127.0.0.1/*',
    'https://xn--mnchen-3ya.example/*',
  ])('may be %s', (pattern) => {
    expect(v.is(MatchPattern, pattern)).toBe(true);
  });

  it.each([
    '<all_urls>',
    '*://*/*',
    'https://*/*',
    'https://*.com/*',
    'https://com/*',
    'https://*.*.example.com/*',
    'https://crm.*.com/*',
    'https://*crm.example.com/*',
    'https://crm.example.com:8443/*',
    'https://crm.example.com/deals/*',
    'https://crm.example.com/',
    'https://crm.example.com',
    'https://user@crm.example.com/*',
    'https://CRM.example.com/*',
    'http://crm.example.com/*',
    'http://*.example.com/*',
    'ftp://crm.example.com/*',
    'file:///*',
    'javascript:alert(1)//*',
    'https://münchen.example/*',
    'https://crm.example.com/*\nhttps://*/*',
    ' https://crm.example.com/*',
    'https://.example.com/*',
    `https://${'a'.repeat(250)}.example/*`,
    '',
  ])('is not %j', (pattern) => {
    expect(v.is(MatchPattern, pattern)).toBe(false);
  });
});

describe('a page lies under a pattern', () => {
  it.each([
    ['https://crm.example.com/*', 'https://crm.example.com/', true],
    ['https://crm.example.com/*', 'https://crm.example.com/deals?a=1#b', true],
    ['https://crm.example.com/*', 'https://crm.example.com:8443/', true],
    ['https://crm.example.com/*', 'https://CRM.Example.com/', true],
    ['https://crm.example.com/*', 'http://crm.example.com/', false],
    ['https://crm.example.com/*', 'https://a.crm.example.com/', false],
    ['https://crm.example.com/*', 'https://crm.example.com.evil.test/', false],
    ['https://crm.example.com/*', 'https://crm.example.com@evil.test/', false],
    ['https://crm.example.com/*', 'https://evil.test/crm.example.com/', false],
    ['https://crm.example.com/*', 'https://crmxexample.com/', false],
    ['https://*.example.com/*', 'https://example.com/', true],
    ['https://*.example.com/*', 'https://a.b.example.com/', true],
    ['https://*.example.com/*', 'https://badexample.com/', false],
    ['http://crm.localhost/*', 'http://crm.localhost:5173/', true],
    ['https://crm.example.com/*', 'about:blank', false],
    ['https://crm.example.com/*', 'chrome-extension://crm.example.com/', false],
    ['https://crm.example.com/*', '', false],
    ['<all_urls>', 'https://crm.example.com/', false],
    ['https://*/*', 'https://crm.example.com/', false],
    ['https://(a+)+.com/*', `https://${'a'.repeat(60)}.com/`, false],
  ])('%s and %s: %s', (pattern, page, expected) => {
    expect(matchesAny([pattern], page)).toBe(expected);
  });

  it('where any of several does, and under none where there is none', () => {
    expect(matchesAny(['https://a.example/*', 'https://b.example/*'], 'https://b.example/')).toBe(true);
    expect(matchesAny([], 'https://b.example/')).toBe(false);
  });

  it('without ever throwing, whatever the pattern and the address', () => {
    holds(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (pattern, page) => {
        expect(matchesAny([pattern], page)).toBe(false);
      }),
    );
  });
});
