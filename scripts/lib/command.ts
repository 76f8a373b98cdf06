import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectDir } from './project.ts';
import { Refusal } from './refusal.ts';

export interface CommandResult {
  readonly status: number;
  /** Standard output and standard error as they came; empty where the output was shown. */
  readonly output: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Shows the output while it comes instead of keeping it. */
  readonly isShown?: boolean;
  readonly cwd?: string;
  /** Ends the program; the run then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program to its end. Resolves whatever its status; rejects only where it could not be started. */
export async function runCommand(
  [program, ...args]: readonly [string, ...string[]],
  { env, isShown = false, cwd = projectDir, signal }: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    ...(signal ? { signal } : {}),
    stdio: ['ignore', isShown ? 'inherit' : 'pipe', isShown ? 'inherit' : 'pipe'],
  });
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', (error) => reject(signal?.aborted ? signal.reason : error));
  child.once('close', (code) => resolve(code ?? 1));
  const status = await promise;
  return { status, output: Buffer.concat(chunks).toString('utf8') };
}

/** Runs a program that has to succeed; a failure is refused with `what` failed and the end of its output. */
export async function mustRun(
  what: string,
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const result = await runCommand(command, options);
  if (result.status === 0) return result;
  const lastLines = result.output.trim().split('\n').slice(-40).join('\n');
  throw new Refusal(`${what} failed (status ${result.status}).\n${lastLines}`.trim());
}

/**
 * The command line that runs a program of a package we depend on, with this very Node. The package is looked up by its
 * own name, since `node_modules/.bin` may hold another package's version of it.
 */
export function toolCommand(packageName: string, ...args: string[]): [string, ...string[]] {
  const manifestPath = join(projectDir, 'node_modules', packageName, 'package.json');
  if (!existsSync(manifestPath)) {
    throw new Refusal(`The package ${packageName} is missing: run \`npm ci\` first.`);
  }
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const script = typeof bin === 'string' ? bin : (bin[packageName] ?? Object.values(bin)[0]);
  if (!script) throw new Error(`${packageName} brings no program`);
  return [process.execPath, join(dirname(manifestPath), script), ...args];
}
