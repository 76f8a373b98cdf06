import { useEffect, useState } from 'preact/hooks';
import type { Fold } from '../../../shared/ui/scene.ts';

/**
 * Folds for a list of cards: one alone shows everything and cannot be folded; several begin brief, so that all of them are seen
 * at once. What was read whole stays whole when another one comes: nothing folds under a reader's eyes.
 */
export function useFolds(ids: readonly string[]): (id: string) => Fold | undefined {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const alone = ids.length === 1 ? ids[0] : undefined;
  useEffect(() => {
    if (alone !== undefined) setOpen((open) => new Set(open).add(alone));
  }, [alone]);
  if (ids.length <= 1) return () => undefined;
  return (id) => ({
    isOpen: open.has(id),
    onToggle: () => setOpen((open) => (open.has(id) ? without(open, id) : new Set(open).add(id))),
  });
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}
