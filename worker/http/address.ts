import { env } from 'cloudflare:workers';
import type { Env } from '../env.ts';

/**
 * The address that a request comes from, in the header that is set up as the one that whatever stands before the relay sets;
 * `null` where none is. No header is believed by itself: anybody can send one. Of a list the last counts, which is what the
 * proxy itself saw. Of IPv6 the network of 64 bits, in which one caller has all addresses.
 * Source: https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip
 */
export function addressOf(request: Request): string | null {
  const name = (env as Env).MASTHEAD_ADDRESS_HEADER;
  const header = name && request.headers.get(name)?.split(',').at(-1)?.trim().toLowerCase();
  if (!header) return null;
  // A proxy that listens on both kinds may write IPv4 as `::ffff:192.0.2.1`.
  const address = header.replace(/^::ffff:(?=\d+\.)/, '');
  return address.includes(':') ? networkOf(address) : address;
}

/** The first four groups; where fewer stand before the `::` the rest of them are zero. */
function networkOf(address: string): string {
  const [head = ''] = address.split('::');
  return `${head.split(':').slice(0, 4).join(':')}::`;
}
