import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { inProject, projectDir } from '../../../scripts/lib/project.ts';

const ownFolders = '{.ci,.github,docs,extension,scripts,shared,test,worker}/**/*';

/** Files of the repository, relative to it: what git tracks, or what lies there where this is no checkout of git. */
export function trackedFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '-z'], {
    cwd: projectDir,
    encoding: 'utf8',
  });
  const names =
    git.status === 0
      ? git.stdout.split('\0').filter((name) => name !== '')
      : [
          ...globSync(ownFolders, { cwd: projectDir }),
          ...globSync('*.{ts,json,jsonc,md}', { cwd: projectDir }),
        ];
  return names.filter((name) => existsSync(inProject(name)) && statSync(inProject(name)).isFile());
}

/** TypeScript files under one of the folders. */
export function sourcesIn(...folders: string[]): string[] {
  return trackedFiles().filter(
    (name) => /\.tsx?$/.test(name) && folders.some((folder) => name.startsWith(`${folder}/`)),
  );
}

export function textOf(name: string): string {
  return readFileSync(inProject(name), 'utf8');
}

/** The text of a TypeScript file without its comments, each kept line on its own line. */
export function codeOf(name: string): string {
  return textOf(name).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ''));
}
