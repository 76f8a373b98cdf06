import { promiseState } from '../core/overdue.ts';
import { promiseWords } from '../core/words.ts';
import type { IncidentView } from '../protocol/view.ts';
import type { Scene } from './scene.ts';

/** "Next update within 18 min." or "Next update overdue by 4 min."; nothing where nothing is promised. */
export function PromiseLine({
  incident,
  scene,
}: {
  incident: IncidentView;
  scene: Pick<Scene, 'now' | 'locale'>;
}) {
  const promise = promiseState(incident, scene.now);
  if (promise.kind === 'none') return null;
  return (
    <span class="promise" data-promise={promise.kind}>
      {promiseWords(incident, scene.now, scene.locale)}
    </span>
  );
}
