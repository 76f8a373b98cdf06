/**
 * The address that a request comes from, as Cloudflare says it in front of the relay, or a proxy that sets the same header;
 * `null` where nobody does. Of IPv6 the network of 64 bits, in which one caller has all addresses.
 * Source: https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip
 */
export function addressOf(request: Request): string | null {
  const header = request.headers.get('CF-Connecting-IP')?.trim().toLowerCase();
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
