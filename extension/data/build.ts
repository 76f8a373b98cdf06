/** What the bundler puts in place of these, if they are named with a dot: with brackets, all of them at once. */
interface BuildEnv {
  readonly FIREFOX: boolean;
  readonly MASTHEAD_RELAY_URL?: string;
}

/** The relay's address that this build was made for, to be offered when pairing; empty in the store build. */
export const suggestedRelayUrl: string = (import.meta.env as unknown as BuildEnv).MASTHEAD_RELAY_URL ?? '';

export const isFirefox: boolean = (import.meta.env as unknown as BuildEnv).FIREFOX;
