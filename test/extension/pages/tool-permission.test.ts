import { expect, it } from 'vitest';
import { isCovered } from '../../../extension/pages/use-tool-permission.ts';

it.each([
  [['https://crm.example.com/*'], ['https://crm.example.com/*'], true],
  [['https://crm.example.com/*'], ['https://*.example.com/*'], true],
  [['https://*.example.com/*'], ['https://crm.example.com/*'], false],
  [['https://crm.example.com/*', 'https://other.example.org/*'], ['https://*.example.com/*'], false],
  [['https://crm.example.com/*'], ['storage'], false],
] as const)(
  'a tool at %s is the company’s own in a build that holds %s: %s',
  (patterns, builtIn, expected) => {
    expect(isCovered(patterns, builtIn)).toBe(expected);
  },
);
