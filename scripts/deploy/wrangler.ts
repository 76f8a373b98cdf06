import { type CommandResult, runCommand, toolCommand } from '../lib/command.ts';

/** Runs wrangler in this project. */
export type Wrangler = (args: readonly string[], isShown?: boolean) => Promise<CommandResult>;

export const wrangler: Wrangler = (args, isShown = false) =>
  runCommand(toolCommand('wrangler', ...args), {
    isShown,
    env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_HIDE_BANNER: 'true' },
  });
