import { expect, it } from 'vitest';
import { withoutComments } from '../../scripts/lib/jsonc.ts';

it('reads past comments and trailing commas, and leaves what looks like them in strings', () => {
  const text = `{
    // a line
    "url": "https://example.com/*", /* a
    block */ "list": [1, 2, ],
    "text": "a, ] \\" // no comment",
  }`;
  expect(JSON.parse(withoutComments(text))).toEqual({
    url: 'https://example.com/*',
    list: [1, 2],
    text: 'a, ] " // no comment',
  });
});
