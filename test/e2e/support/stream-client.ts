import { WebSocket as Socket } from 'ws';

/** A client of the stream over `wss://` that comes back with the cursor it holds, as a browser does. */
export interface StreamClient {
  /** What it was answered at each joining: `resume` or `snapshot`, and the position it then held. */
  readonly joinings: readonly { readonly type: string; readonly epoch: string; readonly offset: number }[];
  close(): void;
}

interface Message {
  readonly type: string;
  readonly position?: { readonly epoch: string; readonly offset: number };
}

/** Buys tickets at `ticketUrl` with the token, and trusts one certificate. */
export function streamClient(ticketUrl: string, token: string, certificate: string): StreamClient {
  const joinings: { type: string; epoch: string; offset: number }[] = [];
  let held: Message['position'] | null = null;
  let socket: Socket | null = null;
  let isClosed = false;
  const join = async () => {
    const bought = await fetch(ticketUrl, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
    const { ticket, url } = (await bought.json()) as { ticket: string; url: string };
    socket = new Socket(url, ['masthead.v1', `ticket.${ticket}`], { ca: certificate });
    socket.on('open', () => socket?.send(JSON.stringify({ type: 'hello', cursor: held })));
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      if (!message.position) return;
      held = message.position;
      if (message.type === 'resume' || message.type === 'snapshot')
        joinings.push({ type: message.type, ...message.position });
    });
    socket.on('error', () => {});
    socket.on('close', again);
  };
  const again = () => {
    if (!isClosed) setTimeout(() => void join().catch(again), 200);
  };
  void join().catch(again);
  return {
    joinings,
    close: () => {
      isClosed = true;
      socket?.close();
    },
  };
}
