import { DurableObject } from 'cloudflare:workers';

/*
 * The baseline inside the runtime: what one writes first. One object holds the sockets, a publish stores the state and
 * sends it to each socket in one plain loop, a ping wakes the object, and every reading of the state asks it. It speaks
 * as much of the relay's wire as the benchmark reads.
 */

export class PlainLoop extends DurableObject {
  #offset = 0;
  #fields = '{"type":"incident"}';

  constructor(ctx, env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    sql.exec(
      'CREATE TABLE IF NOT EXISTS state (one INTEGER PRIMARY KEY, offset INTEGER, fields TEXT) STRICT',
    );
    for (const row of sql.exec('SELECT offset, fields FROM state')) {
      this.#offset = row.offset;
      this.#fields = row.fields;
    }
  }

  async fetch(request) {
    if (request.headers.get('Upgrade') === 'websocket') return this.#accept();
    return request.method === 'POST' ? this.#publish(await request.text()) : this.#state(request);
  }

  webSocketMessage(socket, data) {
    socket.send(data === 'ping' ? `pong:bench:${this.#offset}:2026-11-24T14:00:00.000Z` : this.#text());
  }

  #accept() {
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const headers = { 'Sec-WebSocket-Protocol': 'masthead.v1' };
    return new Response(null, { status: 101, webSocket: client, headers });
  }

  #publish(fields) {
    this.#offset += 1;
    this.#fields = fields;
    const keep = 'INSERT OR REPLACE INTO state (one, offset, fields) VALUES (1, ?, ?)';
    this.ctx.storage.sql.exec(keep, this.#offset, fields);
    const text = this.#text();
    for (const socket of this.ctx.getWebSockets()) socket.send(text);
    return new Response(fields, { status: 201 });
  }

  #state(request) {
    const tag = `"${this.#offset}"`;
    if (request.headers.get('If-None-Match') === tag) {
      return new Response(null, { status: 304, headers: { ETag: tag } });
    }
    return new Response(this.#fields, { headers: { ETag: tag } });
  }

  #text() {
    return `{"position":{"epoch":"bench","offset":${this.#offset}},${this.#fields.slice(1)}`;
  }
}

export default {
  fetch: (request, env) => env.LOOP.get(env.LOOP.idFromName('the one')).fetch(request),
};
