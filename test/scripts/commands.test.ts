import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../scripts/lib/command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'masthead-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function command(name: string, ...args: string[]): ReturnType<typeof runCommand> {
  return runCommand([process.execPath, 'scripts/run.mjs', name, ...args]);
}

describe('commands typed wrongly', () => {
  const invite = ['--url', 'https://masthead.example.com', '--person', 'ada@example.com', '--key-file'];

  it('invite says in one line that the key file is not there', async () => {
    const path = join(folder, 'none');
    expect(await command('invite', ...invite, path)).toEqual({
      status: 1,
      output: `${path} does not exist\n`,
    });
  });

  it('invite refuses a key that others can read', async () => {
    const path = join(folder, 'key');
    writeFileSync(path, 'k'.repeat(43));
    chmodSync(path, 0o644);
    const { status, output } = await command('invite', ...invite, path);
    expect({ status, isSaid: output.includes('can be read by others') }).toEqual({ status: 1, isSaid: true });
  });

  it('scrub says in one line that a folder holds no database', async () => {
    expect(await command('scrub', '--state', folder)).toEqual({
      status: 1,
      output: `There is no relay's database in ${folder}.\n`,
    });
  });
});
