import { existsSync } from 'node:fs';
import { runCommand } from './command.ts';
import { Refusal } from './refusal.ts';

/** Installs a Debian package, where this is Debian and the user is root. Else says in one line what to install. */
export async function installPackage(name: string, what: string): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    throw new Refusal(`The tests need ${what}: install it (on Debian: sudo apt-get install ${name}).`);
  }
  console.log(`Installing ${name} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand(['apt-get', 'update', '-qq'], { env });
  const command = ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', name] as const;
  const { status, output } = await runCommand([...command], { env });
  if (status === 0) return;
  const reason = output.trim().split('\n').at(-1) ?? '';
  throw new Refusal(`The tests need ${what}, and apt-get could not install ${name}: ${reason}`);
}
