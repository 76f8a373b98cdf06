import { createServer } from 'node:http';
import { WebSocketServer, WebSocket } from 'ws';

/* A broadcaster as one writes it with `ws`: state in memory, one loop, no compression. Its port is its first argument. */

let offset = 0;
let fields = '{"type":"incident"}';
const text = () => `{"position":{"epoch":"bench","offset":${offset}},${fields.slice(1)}`;

const server = createServer((request, response) => {
  if (request.method !== 'POST') {
    response.end(fields);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    fields = Buffer.concat(chunks).toString('utf8');
    offset += 1;
    const frame = Buffer.from(text());
    for (const client of sockets.clients) {
      if (client.readyState === WebSocket.OPEN) client.send(frame, { binary: false });
    }
    response.writeHead(201).end(fields);
  });
});

const sockets = new WebSocketServer({
  server,
  perMessageDeflate: false,
  handleProtocols: () => 'masthead.v1',
});
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    socket.send(data.length === 4 ? `pong:bench:${offset}:2026-11-24T14:00:00.000Z` : text());
  });
});

server.listen(Number(process.argv[2]), '127.0.0.1', 4_096, () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
