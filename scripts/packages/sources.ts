import { readFileSync } from 'node:fs';
import { inProject } from '../lib/project.ts';
import { filesIn, type PackedFile } from './zip-file.ts';

/** The relay is among them so that its bundle, which `npm run build` makes too, does not fail. */
const folders = ['extension', 'shared', 'worker', 'scripts'];

const single = [
  '.npmrc',
  'BUILDING.md',
  'LICENSE',
  'package-lock.json',
  'package.json',
  'tsconfig.base.json',
  'wrangler.jsonc',
  'wxt.config.ts',
];

/** Kinds of files that sources are made of. What else lies in a working copy (secrets, editors' leavings) stays there. */
const kinds = /\.(?:css|html|json|mjs|png|svg|ts|tsx)$/;

/** All that `npm ci && npm run build` and `npm run zip` need, and no test. */
export function sourceFiles(): PackedFile[] {
  return [
    ...folders.flatMap((folder) =>
      filesIn(inProject(folder), isSource).map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes })),
    ),
    ...single.map((name) => ({ name, bytes: readFileSync(inProject(name)) })),
  ];
}

function isSource(name: string): boolean {
  return kinds.test(name) && !name.split('/').some((part) => part.startsWith('.'));
}
