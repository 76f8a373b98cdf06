import { parseArgs } from 'node:util';
import { Refusal } from '../lib/refusal.ts';

export interface StartFlags {
  readonly port: number;
  readonly stateDir: string;
  readonly hasBrowser: boolean;
  readonly isEmpty: boolean;
  readonly isHelp: boolean;
}

export const usage = `npm start -- [--port 8787] [--state DIR] [--no-browser] [--empty]

  --port N       where the relay listens on 127.0.0.1; 0 picks a free port (8787)
  --state DIR    where its database and credentials are kept (.state)
  --no-browser   opens no browser, also where a display is there
  --empty        starts without the demo organisation`;

/** Reads the arguments of `npm start`. Refuses what it does not know in one sentence. */
export function parseStartFlags(args: readonly string[]): StartFlags {
  const values = parse(args);
  return {
    port: parsePort(values.port),
    stateDir: parseState(values.state),
    hasBrowser: !values['no-browser'],
    isEmpty: values.empty,
    isHelp: values.help,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '8787' },
        state: { type: 'string', default: '.state' },
        'no-browser': { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Refusal(`${reason}: \`npm start -- --help\` lists the flags.`);
  }
}

function parseState(text: string): string {
  if (text.trim() !== '') return text;
  throw new Refusal('--state takes a folder, and was given an empty name.');
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`--port takes a number from 0 to 65535, not "${text}".`);
}
