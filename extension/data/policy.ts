import * as v from 'valibot';
import type { FleetRules } from '../../shared/core/standing.ts';
import { SafeUrl } from '../../shared/model/link.ts';
import { line } from '../../shared/model/text.ts';
import { Placement } from '../../shared/model/tool.ts';
import { waysToTell } from '../../shared/model/urgency.ts';
import { relayOrigin } from './relay-origin.ts';

/** What can be taken out of the person's hands. */
export const lockables = ['tools', 'placement', 'urgency', 'quiet_hours', 'relay'] as const;

const RelayUrl = v.pipe(
  v.string(),
  v.maxLength(2_048, 'must be at most 2048 characters'),
  v.transform(relayOrigin),
  v.string('must be an https:// address'),
);

const SupportUrl = v.pipe(
  SafeUrl,
  v.check((url) => url.startsWith('https://'), 'must be an https:// address'),
);

const ToolPolicy = v.strictObject({
  /** Id or name of a tool. */
  tool: line(80),
  placement: v.optional(Placement),
  isOn: v.optional(v.boolean()),
});

const Lockable = v.picklist(lockables);

/**
 * What an admin has set for this extension, complete: what was left out stands here as `null`, empty or its default.
 * `docs/policy.md` says what each key does, and `public/managed-schema.json` tells Chromium of them.
 */
export const Policy = v.object({
  relayUrl: v.optional(v.nullable(RelayUrl), null),
  signInHint: v.optional(v.nullable(line(200)), null),
  tools: v.optional(v.pipe(v.array(ToolPolicy), v.maxLength(200, 'must hold at most 200 tools')), []),
  leastUrgency: v.optional(v.nullable(v.picklist(waysToTell)), null),
  quietHoursExceptSev1: v.optional(v.boolean(), true),
  locked: v.optional(v.array(Lockable), []),
  supportUrl: v.optional(v.nullable(SupportUrl), null),
  supportLabel: v.optional(v.nullable(line(80)), null),
});
export type Policy = v.InferOutput<typeof Policy>;

/** The policy of a browser that nobody manages. */
export const noPolicy: Policy = v.parse(Policy, {});

/** What a policy rules for all that is shown. */
export function fleetRules({ leastUrgency, quietHoursExceptSev1, tools, locked }: Policy): FleetRules {
  return { leastUrgency: leastUrgency ?? 'none', isSev1Excepted: quietHoursExceptSev1, tools, locked };
}

/** The relay that the company has locked this browser to; `null` where the person chooses. */
export function lockedRelayUrl({ locked, relayUrl }: Policy): string | null {
  return locked.includes('relay') ? relayUrl : null;
}

/** What the browser says of the company's policy. */
export interface ManagedPolicy {
  readonly policy: Policy;
  /** When its present values came, as ISO time; `null` where there is no policy. */
  readonly receivedAt: string | null;
  /** What is wrong with it: the key and the rule, never the value. */
  readonly problems: readonly string[];
}

/**
 * Reads what `storage.managed` holds. A wrong key, or a wrong entry of a list, is left out and named in `problems`; the rest
 * counts. One slip of the pen must not undo all that an admin has set for a whole fleet.
 */
export function readPolicy(raw: unknown): Pick<ManagedPolicy, 'policy' | 'problems'> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { policy: noPolicy, problems: ['the policy: must be an object'] };
  }
  const problems: string[] = [];
  const kept: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(raw)) {
    if (!isKey(key)) {
      problems.push(`${key.slice(0, 64)}: unknown key`);
      continue;
    }
    const value = key in lists ? goodEntries(key as keyof typeof lists, given, problems) : given;
    const parsed = v.safeParse(Policy.entries[key], value);
    if (parsed.success) kept[key] = value;
    else problems.push(problemOf(key, parsed.issues[0]));
  }
  return { policy: v.parse(Policy, kept), problems };
}

const lists = { tools: ToolPolicy, locked: Lockable };

function goodEntries(key: keyof typeof lists, given: unknown, problems: string[]): unknown {
  if (!Array.isArray(given)) return given;
  return given.filter((entry, index) => {
    const parsed = v.safeParse(lists[key], entry);
    if (!parsed.success) problems.push(problemOf(`${key}[${index}]`, parsed.issues[0]));
    return parsed.success;
  });
}

function isKey(key: string): key is keyof Policy {
  return Object.hasOwn(Policy.entries, key);
}

/** Key and rule. Valibot's own sentences repeat the value, which may be a secret that was put into the wrong field. */
function problemOf(key: string, issue: v.BaseIssue<unknown>): string {
  const inner = v.getDotPath(issue);
  return `${inner === null ? key : `${key}.${inner}`}: ${ruleOf(issue)}`;
}

function ruleOf({ message, expected, received }: v.BaseIssue<unknown>): string {
  if (!message.startsWith('Invalid')) return message;
  if (expected === 'never') return 'unknown key';
  return received === 'undefined' ? 'is missing' : `must be ${expected}`;
}
