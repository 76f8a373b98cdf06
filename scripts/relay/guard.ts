import { spawn } from 'node:child_process';

/**
 * Sees to it that a process does not outlive this one, however this one ends: a SIGKILL lets nobody tidy up, but it does
 * close the pipe on whose other end a shell waits to kill the process. The answer dismisses the guard, which must be done
 * when the process has ended, before its number is used again.
 */
export function guard(pid: number): () => void {
  const shell = spawn('/bin/sh', ['-c', 'read -r line; kill -KILL "$1"', 'masthead-guard', String(pid)], {
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    // A group of its own: what ends this process's whole group must not end the guard before it has done its work.
    detached: true,
  });
  // Where there is no shell the process goes without a guard; the next start on its folder ends what was left behind.
  shell.once('error', () => {});
  shell.unref();
  return () => void shell.kill('SIGKILL');
}
