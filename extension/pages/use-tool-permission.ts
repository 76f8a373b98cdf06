import { useState } from 'preact/hooks';
import { matchesAny } from '../../shared/model/match-pattern.ts';
import type { ToolView } from '../../shared/protocol/view.ts';
import type { PageHost } from './page-host.ts';

/** Whether a tool may show a bar, and how a person changes that. */
export interface ToolPermission {
  readonly isAllowed: boolean;
  /** Held by the build or given by policy: a person cannot take it back. */
  readonly isBuiltIn: boolean;
  readonly wasDeclined: boolean;
  /** To be called straight from a click: a browser only asks where a person has just acted. */
  readonly allow: () => void;
  readonly takeBack: () => void;
}

/** The permission of one tool, as the background reported it. */
export function useToolPermission(
  host: PageHost,
  tool: ToolView,
  isAllowed: boolean,
  refresh: () => Promise<unknown>,
): ToolPermission {
  const [wasDeclined, setWasDeclined] = useState(false);
  const follow = async (wanted: boolean, outcome: Promise<boolean>) => {
    // A browser that refuses to ask or to take back has left things as they were.
    const isDone = await outcome.catch(() => false);
    setWasDeclined(wanted && !isDone);
    // The background hears of permissions by itself as well; a lost message costs nothing.
    await host.background.ask('permissions_changed', {}).catch(() => null);
    await refresh();
  };
  return {
    isAllowed,
    isBuiltIn: isAllowed && isCovered(tool.patterns, host.builtInPatterns),
    wasDeclined,
    allow: () => void follow(true, host.requestPermission(tool.patterns)),
    takeBack: () => void follow(false, host.removePermission(tool.patterns)),
  };
}

/** True where each pattern lies within one of those that the build holds. */
export function isCovered(patterns: readonly string[], builtIn: readonly string[]): boolean {
  return patterns.every(
    (pattern) => builtIn.includes(pattern) || (!pattern.includes('*.') && matchesAny(builtIn, pattern)),
  );
}
