/** A value in a property list, of the kinds that ours use. */
export type PlistValue = string | number | boolean | PlistValue[] | { [key: string]: PlistValue };

/** Reads a property list in XML, strictly: anything but our kinds, in good order, throws. */
export function readPlist(text: string): PlistValue {
  const [, body] =
    /^<\?xml [^>]*\?>\s*<!DOCTYPE plist [^>]*>\s*<plist version="1\.0">(.*)<\/plist>\s*$/s.exec(text) ?? [];
  if (body === undefined) throw new Error('this is no property list');
  const tokens = body.split(/(<[^>]*>)/).filter((token) => token.trim() !== '');
  const value = readValue(tokens);
  if (tokens.length > 0) throw new Error(`there is more after its end: ${tokens[0]}`);
  return value;
}

function readValue(tokens: string[]): PlistValue {
  const tag = tokens.shift();
  switch (tag) {
    case '<true/>':
      return true;
    case '<false/>':
      return false;
    case '<string>':
      return readText(tokens, '</string>');
    case '<integer>':
      return Number(readText(tokens, '</integer>'));
    case '<array>': {
      const entries: PlistValue[] = [];
      while (tokens[0] !== '</array>') entries.push(readValue(tokens));
      tokens.shift();
      return entries;
    }
    case '<dict>': {
      const members: Record<string, PlistValue> = {};
      while (tokens[0] !== '</dict>') {
        expectToken(tokens, '<key>');
        members[readText(tokens, '</key>')] = readValue(tokens);
      }
      tokens.shift();
      return members;
    }
    default:
      throw new Error(`this cannot be read: ${tag}`);
  }
}

function readText(tokens: string[], end: string): string {
  const text = tokens.shift() ?? '';
  if (/[<>]|&(?!amp;|lt;|gt;)/.test(text)) throw new Error(`this is not escaped: ${text}`);
  expectToken(tokens, end);
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function expectToken(tokens: string[], wanted: string): void {
  const token = tokens.shift();
  if (token !== wanted) throw new Error(`${wanted} was expected, and not ${token}`);
}
