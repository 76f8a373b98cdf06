import { startPlainLoop } from './plain-loop.ts';
import { startRelayServer } from './relay.ts';
import type { Server, ServerName, Sizes } from './server.ts';
import { startWsServer } from './ws.ts';

/** How each server is started. `sizes` is filled by the relay and read by its peers. */
export const starters: Record<ServerName, (sizes: Sizes) => Promise<Server>> = {
  relay: startRelayServer,
  ws: startWsServer,
  plain_loop: startPlainLoop,
};
