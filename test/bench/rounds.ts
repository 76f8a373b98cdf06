import { setTimeout as pause } from 'node:timers/promises';
import { monotonicMs } from './crowd/crowd.ts';
import type { Generator, RemoteCrowd } from './crowd/process.ts';
import { cpuMicros, residentKb } from './process-stats.ts';
import type { Row } from './rows.ts';
import type { Server, ServerName } from './servers/server.ts';

/** Updates of the burst, as G1 has it. */
const BURST = 40;
/** What a server does after the last byte is out (reports, alarms) counts too: it has this long for it. */
const AFTERMATH_MS = 1_500;

export interface RoundOptions {
  readonly round: number;
  readonly sockets: number;
}

/** Measures one server once, from its first socket to its death and return, and hands on each row as it is known. */
export async function measureServer(
  server: Server,
  generator: Generator,
  { round, sockets }: RoundOptions,
  note: (row: Row) => void,
): Promise<void> {
  const at = { server: server.name, round, sockets } as const;
  const crowd = await generator.crowdAt(server.target);
  try {
    const before = { cpu: cpuMicros(server.pid()), kb: residentKb(server.pid()) };
    const connected = await crowd.connect(sockets);
    note({
      ...at,
      row: 'connect',
      ms: connected.ms,
      cpuMicrosPerSocket: (cpuMicros(server.pid()) - before.cpu) / sockets,
      kbPerSocket: (residentKb(server.pid()) - before.kb) / sockets,
    });
    note({ ...at, row: 'fan_out', ...(await fanOut(server, crowd, sockets)) });
    note({ ...at, row: 'burst', ...(await burst(server, crowd, sockets)) });
    note({ ...at, row: 'ping', ...(await pings(server, crowd)) });
    if (server.name !== 'ws') note({ ...at, row: 'state_304', perSecond: await crowd.rateOf304(2_000) });
    if (server.name === 'relay') note({ ...at, row: 'resume', payloadBytes: await crowd.resume() });
    note({ ...at, row: 'return', ...(await fallAndReturn(server, crowd)) });
  } finally {
    await crowd.leave();
  }
}

/** Single publications, each awaited: how soon the first and the last socket hold it, and what a delivery costs. */
async function fanOut(server: Server, crowd: RemoteCrowd, sockets: number) {
  const count = Math.min(40, Math.max(20, Math.round(40_000 / sockets)));
  const firsts: number[] = [];
  const lasts: number[] = [];
  let bytes = 0;
  const from = cpuMicros(server.pid());
  for (let turn = 0; turn < count; turn += 1) {
    const published = await crowd.publish(server.next());
    server.noteAnswer(published.answer);
    firsts.push(published.firstMs);
    lasts.push(published.lastMs);
    bytes += published.frameBytes;
  }
  await pause(AFTERMATH_MS);
  return {
    publications: count,
    firstMs: median(firsts),
    lastMs: median(lasts),
    worstLastMs: Math.max(...lasts),
    cpuMicrosPerDelivery: (cpuMicros(server.pid()) - from) / (count * sockets),
    frameBytes: Math.round(bytes / count),
  };
}

/** Many at once on one incident: how long until every socket holds the last of them. */
async function burst(server: Server, crowd: RemoteCrowd, sockets: number) {
  const from = cpuMicros(server.pid());
  const { ms, frames } = await crowd.burst(Array.from({ length: BURST }, () => server.burst()));
  return {
    publications: BURST,
    ms,
    framesPerSocket: frames / sockets,
    cpuMicrosPerSocket: (cpuMicros(server.pid()) - from) / sockets,
  };
}

async function pings(server: Server, crowd: RemoteCrowd) {
  const from = cpuMicros(server.pid());
  const { ms, pings } = await crowd.ping(20);
  return { pings, ms, cpuMicrosPerPing: (cpuMicros(server.pid()) - from) / pings };
}

/** SIGKILL, restart on the same state, everybody comes back at once, without the spread that real clients keep. */
async function fallAndReturn(server: Server, crowd: RemoteCrowd) {
  await crowd.comeBack();
  const from = monotonicMs();
  await server.killAndRestart();
  const servesAgainMs = monotonicMs() - from;
  const { atMs, reasons } = await crowd.allBack();
  return { servesAgainMs, allBackMs: atMs - from, reasons };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** The order of servers in a round: another one begins each time, so that none always meets the warm machine. */
export function orderOf(round: number): readonly ServerName[] {
  const names: readonly ServerName[] = ['relay', 'ws', 'plain_loop'];
  return names.map((_, index) => names[(index + round - 1) % names.length] as ServerName);
}
