import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from '../../../scripts/lib/project.ts';
import { copyBuild } from './managed-policy.ts';
import { until } from './until.ts';

/** What stands in a browser that nobody debugs, told by pages of a copied build. Nothing here wakes the extension's worker. */
export interface Witness {
  /** The copied build. */
  readonly build: string;
  /** What was told last; waits for the first word. */
  now(): Promise<Told>;
  /** All text of the page of that name that was there within the last second; empty where there is none. */
  text(page: 'popup.html' | 'banner-frame.html'): string;
  /** Has the witness do something; resolves with what came of it. */
  ask(task: Task): Promise<unknown>;
  close(): Promise<void>;
}

export interface Told {
  readonly badge: string;
  readonly isWorkerAlive: boolean;
}

export type Task =
  /** This alone speaks to the worker. */
  | { readonly do: 'ask'; readonly message: object }
  | { readonly do: 'open'; readonly url: string }
  | { readonly do: 'closeOthers' }
  | { readonly do: 'stopAlarm'; readonly name: string }
  | { readonly do: 'setAlarm'; readonly name: string; readonly alarm: chrome.alarms.AlarmCreateInfo };

interface Report extends Told {
  readonly done: { readonly id: number; readonly result?: unknown; readonly error?: string } | null;
}

const PACE_MS = 50;
const THERE_FOR_MS = 1_000;
const readPages = ['popup.html', 'banner-frame.html'] as const;

/** Copies a build, makes a witness of its onboarding page, which opens by itself, and listens to what it tells. */
export async function openWitness(build: string): Promise<Witness> {
  const tasks: (Task & { id: number })[] = [];
  const results = new Map<number, Report['done']>();
  const texts = new Map<string, { text: string; atMs: number }>();
  let told: Told | null = null;
  let lastId = 0;

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request);
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/witness') {
      const { done, ...rest } = JSON.parse(body) as Report;
      told = rest;
      if (done) results.set(done.id, done);
    } else {
      texts.set(request.url ?? '', { text: body, atMs: performance.now() });
    }
    await pause(PACE_MS);
    response.end(JSON.stringify((request.url === '/witness' && tasks.shift()) || null));
  };
  // A page that goes breaks its request off.
  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const copy = copyBuild(build);
  addScripts(copy.dir, `http://127.0.0.1:${port}/`);

  return {
    build: copy.dir,
    now: () => until('the witness speaks', () => told),
    text: (page) => {
      const last = texts.get(`/text/${page}`);
      return last && performance.now() - last.atMs < THERE_FOR_MS ? last.text : '';
    },
    ask: async (task) => {
      const id = ++lastId;
      tasks.push({ ...task, id });
      const done = await until(`the witness has done "${task.do}"`, () => results.get(id));
      if (done.error) throw new Error(done.error);
      return done.result;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      copy.remove();
    },
  };
}

function addScripts(dir: string, to: string): void {
  for (const name of ['witness.js', 'reader.js']) {
    copyFileSync(inProject('test/e2e/support/witness', name), join(dir, name));
  }
  const scriptTag = (name: string) => `<script src="/${name}" data-to="${to}"></script>`;
  writeFileSync(
    join(dir, 'onboarding.html'),
    `<!doctype html><title>Witness</title>${scriptTag('witness.js')}`,
  );
  for (const page of readPages) {
    const html = readFileSync(join(dir, page), 'utf8');
    writeFileSync(join(dir, page), html.replace('</head>', `${scriptTag('reader.js')}</head>`));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
