import { describe, expect, it } from 'vitest';
import { at } from '../support/builders.ts';
import { factAt, source, sourceWorld } from '../support/source-world.ts';

const over = (minutes: number) => factAt(minutes, { phase: 'resolved', message: 'It is over.' });

describe('the flap window', () => {
  it('holds an opening back until it has lasted', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.says(factAt(3, { message: 'Worse.' }));
    expect(world.clockReaches(4)).toEqual([]);
    expect(world.incidents()).toEqual([]);
    world.clockReaches(5);
    expect(world.incidents()).toMatchObject([{ startedAt: at(3), updates: [{ message: 'Worse.' }] }]);
  });

  it('never publishes a blip', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.says(over(3));
    world.clockReaches(600);
    expect(world.incidents()).toEqual([]);
    expect(world.drafts()).toMatchObject([{ status: 'discarded', settlesAt: null }]);
  });

  it('begins anew with each firing, in one draft', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.says(over(3));
    world.says(factAt(4));
    world.clockReaches(8);
    expect(world.incidents()).toEqual([]);
    world.clockReaches(9);
    expect(world.incidents()).toHaveLength(1);
    expect(world.drafts()).toHaveLength(1);
  });

  it('keeps an incident open that is over and fires again within it, and says nothing of that', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.clockReaches(5);
    world.says(over(20));
    world.says(factAt(23));
    world.clockReaches(600);
    expect(world.incidents()).toMatchObject([{ phase: 'investigating', revision: 1 }]);
    expect(world.drafts()).toHaveLength(1);
  });

  it('resolves once the end has lasted', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.clockReaches(5);
    world.says(over(20));
    world.clockReaches(24);
    expect(world.incidents()).toMatchObject([{ phase: 'investigating' }]);
    world.clockReaches(25);
    expect(world.incidents()).toMatchObject([{ phase: 'resolved', resolvedAt: at(25) }]);
  });

  it('is not opened again by words after the end, so that the next firing is another incident', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.clockReaches(5);
    world.says(over(20));
    world.clockReaches(25);
    world.says(factAt(30, { phase: null, message: 'It was the cache.' }));
    world.says(factAt(32));
    world.clockReaches(600);
    expect(world.incidents().map((incident) => incident.phase)).toEqual(['resolved', 'investigating']);
    expect(JSON.stringify(world.incidents())).not.toContain('It was the cache.');
  });

  it('does not carry the words of the end into what goes on without words of its own', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    world.clockReaches(5);
    world.says(over(20));
    world.says(factAt(22, { message: '' }));
    world.clockReaches(600);
    expect(JSON.stringify(world.incidents())).not.toContain('It is over.');
  });

  it('ends without a word where the admin takes the rule away while it runs', () => {
    const world = sourceWorld({ publish: 'auto', flapMinutes: 5 });
    world.says(factAt(0));
    const { id, name, kind, rule } = source({ publish: 'draft' });
    world.liaisonDoes(2, { type: 'save_source', source: { id, name, kind, rule } });
    world.clockReaches(600);
    expect(world.incidents()).toEqual([]);
    expect(world.drafts()).toMatchObject([{ status: 'open', settlesAt: null }]);
  });
});
