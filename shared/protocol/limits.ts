/** Limits that both sides know; each is a number with its unit in the name. Tests try every one. */
export const limits = {
  /** Bytes of an API request body. */
  bodyBytes: 64 * 1024,
  /** Bytes of a webhook body. */
  inboundBytes: 512 * 1024,
  /** Bytes and rows of a file of people. */
  csvBytes: 1024 * 1024,
  csvRows: 5_000,
  jsonDepth: 20,
  jsonKeys: 1_000,
  clientFrameBytes: 4 * 1024,
  clientFramesPerMinute: 30,
  hellosPerMinute: 6,
  helloWithinMs: 10_000,
  serverFrameBytes: 1024 * 1024,
  incidentBytes: 128 * 1024,
  /** Incidents of which a person is told what they acknowledged and said; more than twice as many as may be live. */
  ownIncidents: 500,
  socketsPerShard: 5_000,
  /** Of one device or token; a browser has one, the rest are those that a network has swallowed. */
  socketsPerDevice: 4,
  /** Distinct views of one organisation. */
  views: 64,
  ticketMs: 60_000,
  socketAgeMs: 12 * 3_600_000,
  receiptsPerBatch: 50,
  receiptsQueued: 500,
  idempotencyKeyBytes: 200,
  idempotencyKeptMs: 7 * 24 * 3_600_000,
  inboundKeptMs: 30 * 24 * 3_600_000,
  /** Since the relay knew the person last: a long leave, after which nobody wants to choose everything again. */
  subscriptionsKeptMs: 365 * 24 * 3_600_000,
  /** How old a device's proof of its key may be, and how far ahead of the relay's clock. */
  proofAgeMs: 60_000,
  proofAheadMs: 5_000,
  /** A browser that asks to be connected waits this long for its person. */
  pairingMs: 10 * 60_000,
  pairingIntervalMs: 5_000,
  /** Wrong user codes of one person in {@link limits.pairingMs}. */
  userCodeTries: 5,
  /** Browsers of one organisation that wait at once. */
  pairings: 2_000,
  /** Browsers that one person has connected at once. */
  devicesPerPerson: 50,
  accessTokenMs: 12 * 3_600_000,
  /** How long a refresh may be repeated whose answer was lost. */
  refreshRepeatMs: 60_000,
  /** Since the relay knew the device last. */
  deviceUnseenMs: 90 * 24 * 3_600_000,
} as const;

/** Times of the stream, in milliseconds. */
export const timing = {
  pingMs: 20_000,
  pongWithinMs: 10_000,
  vouchMs: 20_000,
  /** A confirmation older than this is none. */
  staleAfterMs: 60_000,
  /** After a loss, how long before the reader is told. */
  lossShownAfterMs: 10_000,
  /** Two clocks that part by more than this are not to be trusted. */
  clockDriftMs: 2_000,
  reconnectBaseMs: 500,
  reconnectCapMs: 60_000,
} as const;

/** Over how many milliseconds `sockets` clients should spread their reconnects: 2 s, or half their number as a power of two. */
export function spreadMsFor(sockets: number): number {
  const half = Math.max(1, sockets / 2);
  return Math.max(2_000, 2 ** Math.ceil(Math.log2(half)));
}
