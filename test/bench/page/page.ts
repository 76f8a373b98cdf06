import { buildExtension } from '../../../scripts/builds.ts';
import { toolHosts } from '../../../scripts/demo/organisation.ts';
import { openWorld } from '../../e2e/support/world.ts';
import type { Row } from '../rows.ts';
import { measureCost } from './cost.ts';
import { measurePainted } from './painted.ts';

/** What the built extension costs a page of a tool, and how soon a publication is seen, in a real Chromium. */
export async function measurePage(note: (row: Row) => void): Promise<void> {
  await buildExtension({ browser: 'chrome', toolHosts });
  const world = await openWorld();
  try {
    note({ row: 'painted', ...(await measurePainted(world)) });
    note({ row: 'page', ...(await measureCost(world)) });
  } finally {
    await world.close();
  }
}
