import { emptyClientState } from '../../../shared/core/client-state.ts';
import { apiTable } from '../../../shared/protocol/api-table.ts';
import type { TicketAnswer } from '../../../shared/protocol/answers.ts';
import { samePosition } from '../../../shared/protocol/cursor.ts';
import { localPerson } from '../../../worker/auth/local-tokens.ts';
import { pageTable } from '../../../worker/pages/page-table.ts';
import { Browser, until } from '../browser.ts';
import { at, readingOf, relay, requestStream } from '../relay.ts';

/* Somebody who may read what everybody may, and asks for everything there is. */

const stakeholder = localPerson('stakeholder');

/** One request and all that came of it. */
export interface Output {
  readonly asked: string;
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Asks as the outsider, or as nobody. The ids of requests, random by design, are taken out. */
export async function ask(
  method: string,
  path: string,
  { json, as = 'stakeholder' }: { json?: object; as?: 'stakeholder' | 'nobody' } = {},
): Promise<Output> {
  const response = await relay.fetch(`http://localhost${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === 'stakeholder' && { Authorization: 'Bearer test-stakeholder-token' }),
      ...(json && { 'Content-Type': 'application/json' }),
    },
    ...(json && { body: JSON.stringify(json) }),
  });
  return {
    asked: `${as} ${method} ${path}`,
    status: response.status,
    headers: JSON.stringify([...response.headers].toSorted(([a], [b]) => a.localeCompare(b))),
    body: (await response.text()).replaceAll(/urn:masthead:request:[0-9a-f]+/g, 'urn:masthead:request'),
  };
}

const rows = [...Object.values(apiTable), ...Object.values(pageTable)];
const readable = rows.filter(({ method, path }) => method === 'GET' && path !== apiTable.openStream.path);
const plain = readable.filter(({ path }) => !path.includes(':'));
const byId = readable.filter(({ path }) => path.includes(':'));

/** Every address that names nothing, of the API and of the pages; a new one is among them by itself. */
export function readAll(as: 'stakeholder' | 'nobody'): Promise<Output[]> {
  return inOrder(plain, ({ path }) => ask('GET', path, { as }));
}

/** Every address that names something, and what a person tells of an incident, for this id. */
export async function readById(id: string): Promise<Output[]> {
  const read = await inOrder(byId, ({ path }) => ask('GET', path.replaceAll(/:\w+/g, id)));
  const incident = `/api/v1/incidents/${id}`;
  const receipts = { receipts: [{ incidentId: id, revision: 1, stage: 'displayed', at: at() }] };
  return [
    ...read,
    await ask('GET', `/incidents/${id}`, { as: 'nobody' }),
    await ask('GET', `${incident}/reach?revision=1`),
    await ask('POST', `${incident}/acknowledgements`, { json: { revision: 1 } }),
    await ask('PUT', `${incident}/signal`, { json: { kind: 'affected' } }),
    await ask('POST', `${incident}/access-requests`, { json: {} }),
    await ask('POST', `${incident}/updates`, { json: { message: 'Hello.' } }),
    await ask('POST', '/api/v1/receipts', { json: receipts }),
  ];
}

/** The outsider's browser on the stream. */
export async function listen(): Promise<Browser> {
  const { body } = await ask('POST', '/api/v1/stream/tickets');
  const { webSocket } = await requestStream((JSON.parse(body) as TicketAnswer).ticket);
  if (!webSocket) throw new Error('no socket');
  const browser = new Browser(webSocket, emptyClientState);
  browser.hello();
  await until(() => {
    if (browser.messages.length === 0) throw new Error('no greeting yet');
  });
  return browser;
}

/** Waits until the browser holds all that it is going to be told, so that no two steps meet on their way. */
export async function hearAll(browser: Browser): Promise<void> {
  const { position } = await readingOf(stakeholder);
  await until(() => {
    if (!samePosition(browser.state.cursor, position)) throw new Error('not all is heard yet');
  });
}

/** All that the browser was ever told, with what it is told on coming back and what a second one is greeted with. */
export async function heardBy(browser: Browser): Promise<string[]> {
  const before = browser.messages.length;
  browser.hello();
  await until(() => {
    if (browser.messages.length === before) throw new Error('no answer yet');
  });
  browser.socket.send('ping');
  await until(() => {
    if (browser.pongs.length === 0) throw new Error('no pong yet');
  });
  const late = await listen();
  for (const { socket } of [browser, late]) socket.close(1000);
  return [...browser.texts, ...browser.pongs, ...late.texts];
}

/** One after the other, so that each has the same random numbers every time. */
async function inOrder<Row>(of: readonly Row[], read: (row: Row) => Promise<Output>): Promise<Output[]> {
  const outputs: Output[] = [];
  for (const row of of) outputs.push(await read(row));
  return outputs;
}
