/** What a ticket for the stream says. It holds no secret; its MAC makes it the relay's word. */
export interface TicketFacts {
  /** Random; a shard lets each id in once. */
  readonly id: string;
  readonly expiresAtMs: number;
  readonly shard: string;
  readonly viewKey: string;
  readonly personId: string;
  /** The device or token that bought it; `null` for what has no id of its own, such as a token of the local mode. */
  readonly credentialId: string | null;
  /** The hub's authorisation version when it was bought. */
  readonly version: number;
  /** When that device's, token's or session's own time is over; 0 for what has no end. */
  readonly endsAtMs: number;
}

/**
 * The ticket as text: base64url of the facts, a dot, base64url of their HMAC-SHA-256. All its characters may stand in a
 * WebSocket sub-protocol (RFC 9110 `token`). `secret` is the relay's key, from which the MAC's own key is derived.
 */
export async function makeTicket(secret: string, facts: TicketFacts): Promise<string> {
  const payload = encoder.encode(
    [
      facts.id,
      facts.expiresAtMs,
      facts.shard,
      facts.viewKey,
      facts.personId,
      facts.credentialId ?? '',
      facts.version,
      facts.endsAtMs,
    ].join('\n'),
  );
  const mac = await crypto.subtle.sign('HMAC', await ticketKey(secret), payload);
  return `${toText(payload)}.${toText(new Uint8Array(mac))}`;
}

/** The facts of a ticket that this relay made and that is still good at `atMs`; else `null`. Never throws. */
export async function readTicket(secret: string, text: string, atMs: number): Promise<TicketFacts | null> {
  const [payloadText, macText, ...rest] = text.split('.');
  const payload = bytesOf(payloadText);
  const mac = bytesOf(macText);
  if (!payload || !mac || rest.length > 0) return null;
  if (!(await crypto.subtle.verify('HMAC', await ticketKey(secret), mac, payload))) return null;
  const [id, expiresAt, shard, viewKey, personId, credential, version, endsAt] = decoder
    .decode(payload)
    .split('\n');
  if (!id || !expiresAt || !shard || viewKey === undefined || !personId || !version) return null;
  const expiresAtMs = Number(expiresAt);
  if (!(expiresAtMs > atMs)) return null;
  return {
    id,
    expiresAtMs,
    shard,
    viewKey,
    personId,
    credentialId: credential || null,
    version: Number(version),
    endsAtMs: Number(endsAt ?? 0),
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// Deriving costs more than checking, and every connection is checked: one key per isolate is enough.
let derived: { readonly secret: string; readonly key: Promise<CryptoKey> } | null = null;

function ticketKey(secret: string): Promise<CryptoKey> {
  if (derived?.secret !== secret) derived = { secret, key: deriveKey(secret) };
  return derived.key;
}

async function deriveKey(secret: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info: encoder.encode('masthead ticket v1') },
    root,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign', 'verify'],
  );
}

function toText(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true });
}

function bytesOf(text: string | undefined): Uint8Array<ArrayBuffer> | null {
  if (!text) return null;
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' });
  } catch {
    return null;
  }
}
