import { useEffect, useState } from 'preact/hooks';
import type { Fold } from '../../../shared/ui/scene.ts';

/**
 * Folds for the cards of the popup. Of those that concern the person, one alone shows everything and cannot be folded; several
 * begin brief, so that all of them are seen at once. Others always begin brief. What was read whole stays whole when
 * another one comes: nothing folds under a reader's eyes.
 */
export function useFolds(
  mine: readonly string[],
  others: readonly string[],
): (id: string) => Fold | undefined {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const alone = mine.length === 1 ? mine[0] : undefined;
  useEffect(() => {
    if (alone !== undefined) setOpen((open) => new Set(open).add(alone));
  }, [alone]);
  return (id) =>
    id === alone && !others.includes(id)
      ? undefined
      : {
          isOpen: open.has(id),
          onToggle: () => setOpen((open) => (open.has(id) ? without(open, id) : new Set(open).add(id))),
        };
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set([...ids].filter((other) => other !== id));
}
