/** What a `.reg` file holds: keys by path, and in each its values. Text and DWORD are all that ours use. */
export type RegistryKeys = Map<string, Record<string, string | number>>;

/** Reads a registry file, strictly: a line that is neither heading, comment, key nor value throws with its number. */
export function readRegistryFile(text: string): RegistryKeys {
  const [heading, ...lines] = text.split('\r\n');
  if (heading !== 'Windows Registry Editor Version 5.00') throw new Error('line 1 is not the heading');
  const keys: RegistryKeys = new Map();
  let values: Record<string, string | number> | null = null;
  for (const [index, line] of lines.entries()) {
    if (line === '' || line.startsWith(';')) continue;
    const [, key] = /^\[(HKEY_LOCAL_MACHINE\\[^\]]+)\]$/.exec(line) ?? [];
    const [, name, word, number] = /^"((?:[^"\\]|\\.)*)"=(?:"(.*)"|dword:([0-9a-f]{8}))$/.exec(line) ?? [];
    if (key !== undefined) keys.set(key, (values = {}));
    else if (name === undefined || !values) throw new Error(`line ${index + 2} cannot be read: ${line}`);
    else values[name] = number === undefined ? unescaped(word ?? '') : Number.parseInt(number, 16);
  }
  return keys;
}

function unescaped(text: string): string {
  if (/(?:^|[^\\])(?:\\\\)*"/.test(text)) throw new Error(`a quotation mark is not escaped: ${text}`);
  return text.replaceAll(/\\(.)/g, '$1');
}

/**
 * The object under a key as Chromium reads it: values and keys are members, and members named 1, 2, 3 … are a list.
 * Source: https://www.chromium.org/administrators/complex-policies-on-windows/
 */
export function registryObject(keys: RegistryKeys, path: string): unknown {
  const members: Record<string, unknown> = { ...keys.get(path) };
  const children = [...keys.keys()]
    .filter((key) => key.startsWith(`${path}\\`))
    .map((key) => key.slice(path.length + 1).split('\\')[0] ?? '');
  for (const child of new Set(children)) members[child] = registryObject(keys, `${path}\\${child}`);
  const names = Object.keys(members);
  const isList = names.length > 0 && names.every((name, index) => name === String(index + 1));
  return isList ? Object.values(members) : members;
}
