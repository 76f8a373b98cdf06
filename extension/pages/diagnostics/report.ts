import type { Diagnostics } from '../../data/diagnostics.ts';

/** What a page can learn from the browser itself. */
export interface BrowserFacts {
  readonly version: string;
  /** The store build holds no tool's host, a company build does. */
  readonly build: 'store' | 'company';
  /** Name and version, such as "Chrome 141". */
  readonly browser: string;
  /** Of the machine, such as "mac" or "win". */
  readonly system: string;
  readonly language: string;
  readonly areNotificationsAllowed: boolean;
  /** Ids of the content scripts that are registered now. */
  readonly registeredScripts: readonly string[];
}

/** What is passed on. `form` grows when a reader of older ones would go wrong. */
export type Report = ReturnType<typeof reportOf>;

/**
 * Takes over each fact by its name, and no other: what is added to the background one day is not passed on until somebody has
 * thought of it here. No token, no text of an incident, no person, no page; of a tool its id alone.
 */
export function reportOf(facts: BrowserFacts, known: Diagnostics | null) {
  const { version, build, browser, system, language, areNotificationsAllowed, registeredScripts } = facts;
  return {
    report: 'masthead diagnostics',
    form: 1,
    extension: { version, build, browser, system, language },
    permissions: {
      notifications: areNotificationsAllowed,
      tools:
        known?.tools.map(({ id, isAllowed, isOn, placement }) => ({ id, isAllowed, isOn, placement })) ?? [],
    },
    registeredScripts,
    background: known && backgroundOf(known),
  };
}

function backgroundOf(known: Diagnostics) {
  const { link, confirmedAt, relayNow, clockDifferenceMs, relayUrl, held, receiptsWaiting, policy } = known;
  const { services, tools, incidents, maintenances, bytes } = held;
  return {
    connection: {
      link,
      confirmedAt,
      relayNow,
      clockDifferenceMs,
      relayUrl,
      history: known.history.map(({ at, link }) => ({ at, link })),
    },
    held: { services, tools, incidents, maintenances, bytes },
    receiptsWaiting,
    policy: policy ? { receivedAt: policy.receivedAt, problems: policy.problems } : null,
  };
}

/** The report as it is copied and saved. */
export function reportText(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
