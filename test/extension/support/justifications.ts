import { textOf } from '../../repository/support/tracked-files.ts';

/** What `docs/store/permissions.md` says of each permission: its name, and the text for the stores. */
export type Justifications = ReadonlyMap<string, string>;

/** Those for permissions that the extension has, and those that are only ready for a later one. */
export function justifications(): { held: Justifications; later: Justifications } {
  const [, held = '', later = ''] = textOf('docs/store/permissions.md').split('\n## ');
  return { held: sections(held), later: sections(later) };
}

/** The permissions of the table in `PRIVACY.md`. */
export function permissionsOfThePolicy(): string[] {
  return [...textOf('PRIVACY.md').matchAll(/^\| `(\w+)` +\|/gm)].map(([, name = '']) => name);
}

function sections(part: string): Justifications {
  const found = part.split('\n### ').slice(1);
  return new Map(
    found.map((section) => {
      const [heading = ''] = section.split('\n', 1);
      return [heading.replaceAll('`', ''), section.match(/```text\n([\s\S]*?)\n```/)?.[1] ?? ''];
    }),
  );
}
