import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pass, useRelay } from '../relay.ts';
import { type History, history, isSecret } from './history.ts';
import { runs } from './runs.ts';
import { nameless, show, startOver } from './show.ts';
import type { Made } from './world.ts';

useRelay();

it(
  `shows outsiders the same bytes with and without what is meant for others (${runs.shown})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (generated) => {
        const outsiders = async (steps: History['steps']): Promise<unknown> => {
          await startOver();
          const known = (made: Made) => [nameless('inc'), ...made.open.slice(0, 1)];
          const { outputs, heard } = await show({ ...generated, steps }, known);
          return { outputs, heard };
        };
        const without = await outsiders(generated.steps.filter((step) => !isSecret(step)));
        const openSteps = generated.steps.filter((step) => !isSecret(step)).length;
        pass(-60_000 * openSteps);
        expect(await outsiders(generated.steps)).toEqual(without);
      }),
      runs.settings,
    );
  },
  runs.withinMs,
);
