import { promiseState } from '../core/overdue.ts';
import { promiseWords } from '../core/words.ts';
import type { IncidentView } from '../protocol/view.ts';

/** "Next update within 18 min." or "Next update overdue by 4 min."; nothing where nothing is promised. */
export function PromiseLine({ incident, now }: { incident: IncidentView; now: string }) {
  const promise = promiseState(incident, now);
  if (promise.kind === 'none') return null;
  return (
    <span class="promise" data-promise={promise.kind}>
      {promiseWords(incident, now)}
    </span>
  );
}
