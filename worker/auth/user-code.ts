/** Consonants only, so that no code is a word, and none that is taken for another. Source: RFC 8628 section 6.1. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;
const FORM = new RegExp(`^[${LETTERS}]{${LENGTH}}$`);

/** A new user code: 8 of 20 letters, 34.5 bits, without the hyphen that it is shown with. */
export function newUserCode(): string {
  let code = '';
  while (code.length < LENGTH) {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    // 240 is the last multiple of 20 in a byte: beyond it some letters would be likelier than others.
    if (byte < 240) code += LETTERS[byte % LETTERS.length];
  }
  return code;
}

/** As a person reads and compares it: `BCDF-GHJK`. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** The code that a person means, however they wrote it; `null` where it is none. */
export function meantUserCode(text: string): string | null {
  const letters = text.toUpperCase().replaceAll(/[\s\p{P}]/gu, '');
  return FORM.test(letters) ? letters : null;
}
