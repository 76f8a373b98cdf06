import { changePieces } from '../core/change-words.ts';
import type { Change } from '../core/changes.ts';
import type { Scene } from './scene.ts';

/** What is otherwise since an update, a line each. Nothing where nothing is. */
export function ChangeList({ changes, scene }: { changes: readonly Change[]; scene: Scene }) {
  if (changes.length === 0) return null;
  return (
    <ul class="changes" aria-label={scene.locale.say('card_what_changed')}>
      {changes.map((change, index) => (
        <li key={index} data-change={change.kind}>
          {changePieces(change, scene.view, scene.locale).map(({ text, isName }, place) =>
            isName ? <bdi key={place}>{text}</bdi> : text,
          )}
        </li>
      ))}
    </ul>
  );
}
