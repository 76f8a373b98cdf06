import type { TicketFacts } from '../../auth/ticket.ts';

/** The request with which the worker hands a socket on to a shard, the ticket's verified facts in its headers. */
export function handoverHeaders({
  id,
  expiresAtMs,
  shard,
  viewKey,
  personId,
  credentialId,
  version,
  endsAtMs,
}: TicketFacts): Record<string, string> {
  return {
    Upgrade: 'websocket',
    'Masthead-Ticket': id,
    'Masthead-Expires': String(expiresAtMs),
    'Masthead-Shard': shard,
    'Masthead-View': viewKey,
    'Masthead-Person': personId,
    'Masthead-Credential': credentialId ?? '',
    'Masthead-Version': String(version),
    'Masthead-Ends': String(endsAtMs),
  };
}

/** The facts out of {@link handoverHeaders}. Only the worker can reach a shard, so they are trusted. */
export function factsOf(headers: Headers): TicketFacts {
  const read = (name: string): string => {
    const value = headers.get(name);
    if (value === null) throw new Error(`the worker left out ${name}`);
    return value;
  };
  return {
    id: read('Masthead-Ticket'),
    expiresAtMs: Number(read('Masthead-Expires')),
    shard: read('Masthead-Shard'),
    viewKey: read('Masthead-View'),
    personId: read('Masthead-Person'),
    credentialId: read('Masthead-Credential') || null,
    version: Number(read('Masthead-Version')),
    endsAtMs: Number(headers.get('Masthead-Ends')),
  };
}
