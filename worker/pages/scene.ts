import type { View } from '../../shared/protocol/view.ts';
import type { Scene } from '../../shared/ui/scene.ts';
import { now } from '../clock.ts';
import { pageLocale } from './locale.ts';

/** The scene of a page that is made here and now. */
export function sceneOf(view: Pick<View, 'services'>): Scene {
  return { view, now: now(), locale: pageLocale };
}
