import { parseArgs } from 'node:util';
import { Refusal, runMain } from '../../scripts/lib/refusal.ts';
import { buildExtension, buildWorker } from '../../scripts/builds.ts';
import { fileDescriptorLimit, maxSocketsFor } from '../../scripts/relay/max-sockets.ts';
import { measureSizes } from '../../scripts/size/measure.ts';
import { type Generator, startGenerator } from './crowd/process.ts';
import { measureFirstStart } from './first-start.ts';
import { record, tableOf } from './report.ts';
import { measureServer, orderOf } from './rounds.ts';
import { lineOf, type Row } from './rows.ts';
import { startRelayServer } from './servers/relay.ts';
import type { Sizes } from './servers/server.ts';
import { starters } from './servers/starters.ts';

/**
 * `npm run bench -- [--sockets 1000] [--rounds 3] [--browser] [--first-start] [--record]`: the relay beside a broadcaster on
 * `ws` and the plain loop, in interleaved rounds; a line of JSON for each row, at the end a table of ratios with each goal's
 * verdict.
 */
await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  const rows: Row[] = [];
  const note = (row: Row) => {
    rows.push(row);
    console.log(lineOf(row));
  };
  await buildWorker();
  if (options.rounds > 0) await measureServers(options, note);
  if (options.browser) await (await import('./page/page.ts')).measurePage(note);
  await buildExtension({ browser: 'chrome', toolHosts: [] });
  for (const size of measureSizes()) note({ row: 'size', ...size });
  if (options.firstStart) note({ row: 'first_start', ...(await measureFirstStart()) });
  console.log(`\n${tableOf(rows)}`);
  if (options.record) {
    const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
    console.log(`\nrecorded in ${record(rows, { sockets: options.sockets, command })}`);
  }
});

interface Options {
  readonly sockets: number;
  readonly rounds: number;
  readonly browser: boolean;
  readonly firstStart: boolean;
  readonly record: boolean;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      sockets: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
      browser: { type: 'boolean', default: false },
      'first-start': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const sockets = wholeNumber('--sockets', values.sockets, 10_000);
  const possible = maxSocketsFor(fileDescriptorLimit());
  if (sockets > possible) {
    throw new Refusal(
      `A relay may hold ${possible} sockets here, two file descriptors each: raise the limit (ulimit -n) or ask for fewer with --sockets.`,
    );
  }
  const { browser, record, 'first-start': firstStart } = values;
  return { sockets, rounds: wholeNumber('--rounds', values.rounds, 20), browser, firstStart, record };
}

function wholeNumber(flag: string, text: string, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > most) {
    throw new Refusal(`${flag} takes a whole number up to ${most}, not "${text}".`);
  }
  return number;
}

async function measureServers({ sockets, rounds }: Options, note: (row: Row) => void): Promise<void> {
  const generator = startGenerator();
  const sizes: Sizes = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of orderOf(round)) {
        const server = await starters[name](sizes);
        try {
          await measureServer(server, generator, { round, sockets }, note);
        } finally {
          await server.stop();
        }
      }
    }
    await measureVouching(generator, sockets, note);
  } finally {
    generator.stop();
  }
}

/** A minute with a crowd and nothing to tell it: how often the hub is asked to vouch for the view. */
async function measureVouching(
  generator: Generator,
  sockets: number,
  note: (row: Row) => void,
): Promise<void> {
  const relay = await startRelayServer([]);
  try {
    const crowd = await generator.crowdAt(relay.target);
    await crowd.connect(sockets);
    note({ row: 'vouching', server: 'relay', round: 1, sockets, perMinute: await crowd.countVouchings(60) });
    await crowd.leave();
  } finally {
    await relay.stop();
  }
}
