/** The relay's address that this build was made for, to be offered when pairing; empty in the store build. */
export const suggestedRelayUrl: string = import.meta.env['MASTHEAD_RELAY_URL'] ?? '';
