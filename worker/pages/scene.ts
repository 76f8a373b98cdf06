import type { View } from '../../shared/protocol/view.ts';
import type { Scene } from '../../shared/ui/scene.ts';
import { now } from '../clock.ts';

/** The scene of a page that is made here and now. The relay does not know the reader's zone, so it tells times in UTC. */
export function sceneOf(view: Pick<View, 'services'>): Scene {
  return { view, now: now(), locale: { language: 'en-GB', timeZone: 'UTC' } };
}
