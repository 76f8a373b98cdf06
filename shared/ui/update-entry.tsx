import type { ComponentChildren } from 'preact';
import { phaseWord } from '../core/words.ts';
import type { UpdateView } from '../protocol/view.ts';
import { Clamp } from './clamp.tsx';
import type { Scene } from './scene.ts';
import { Time } from './time.tsx';

interface UpdateEntryProps {
  readonly update: UpdateView;
  readonly scene: Scene;
  /** Stands before the phase, and hides nothing that is not said in words too. */
  readonly mark?: ComponentChildren;
  /** How it met the promise of the one before; nothing where it did. */
  readonly late?: string;
  /** Stands between its time and its text. */
  readonly children?: ComponentChildren;
}

/** One update: when, in which phase, and what was said. */
export function UpdateEntry({ update, scene, mark, late, children }: UpdateEntryProps) {
  return (
    <div class="update">
      <p class="detail">
        <Time at={update.at} scene={scene} /> · {mark}
        {phaseWord(update.phase, scene.locale)}
        {late !== undefined && <> · {late}</>}
      </p>
      {children}
      {update.message.trim() === '' ? (
        <p class="detail">{scene.locale.say('card_no_message')}</p>
      ) : (
        <Clamp text={update.message} locale={scene.locale} />
      )}
    </div>
  );
}
