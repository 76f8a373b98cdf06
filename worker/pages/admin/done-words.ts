/** What has just been done, from the address that a form leads to; nothing for words that are none of ours. */
export function doneWords(one: string, done: string | null): string | undefined {
  const words: Readonly<Record<string, string>> = {
    added: `The ${one} is added.`,
    saved: `The ${one} is saved.`,
    removed: `The ${one} is removed.`,
    erased: `The ${one} is erased.`,
    revoked: one === 'device' ? 'The browser is cut off.' : `The ${one} is revoked.`,
    imported: 'The people are imported.',
    settled: 'The settings are saved.',
  };
  return done !== null && Object.hasOwn(words, done) ? words[done] : undefined;
}
