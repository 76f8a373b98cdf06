import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { hub, liaison, pass, useRelay } from '../relay.ts';
import { CANARY, history } from './history.ts';
import { runs } from './runs.ts';
import { nameless, show, startOver } from './show.ts';
import { type Made, nothingMade } from './world.ts';

useRelay();

it(
  `shows outsiders no word of what is meant for others, and what they may not read as what there is not (${runs.shown})`,
  async () => {
    await fc.assert(
      fc.asyncProperty(history, async (generated) => {
        pass(3_600_000);
        await startOver();
        let secrets: Made = nothingMade();
        const { outputs, heard, logged } = await show(
          generated,
          (made) => [made.secret[0] ?? '', nameless('inc')],
          async (made) => {
            secrets = made;
            // The history has something to leak, or nothing would be proved.
            expect(JSON.stringify(await hub().readIncident(liaison, made.secret[0] ?? ''))).toContain(CANARY);
          },
        );
        const all = [...outputs.map((output) => JSON.stringify(output)), ...heard, ...logged];
        expect(all.filter((text) => text.toLowerCase().includes(CANARY))).toEqual([]);
        const [secret = ''] = secrets.secret;
        // Logs name nouns by their ids; whoever was not told an id must not find it anywhere else.
        const ids = [...secrets.secret, ...secrets.secretMaintenances, ...secrets.drafts];
        const unasked = [
          ...outputs.filter(({ asked }) => !asked.includes(secret)).map((o) => JSON.stringify(o)),
          ...heard,
        ];
        expect(unasked.filter((text) => ids.some((id) => text.includes(id)))).toEqual([]);
        const of = (id: string) =>
          outputs
            .filter(({ asked, body }) => asked.includes(id) || body.includes(id))
            .map((output) => JSON.stringify(output).replaceAll(id, 'ID'));
        expect(of(secret)).toEqual(of(nameless('inc')));
        expect(of(secret).length).toBeGreaterThan(5);
      }),
      runs.settings,
    );
  },
  runs.withinMs,
);
