import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import { connect } from '../browser.ts';
import { hub, liaison, open, organise, pass, person, shardNamed, update, useRelay } from '../relay.ts';

useRelay();

describe('the stream', () => {
  it('greets a browser that holds nothing with a snapshot', async () => {
    await organise();
    const { id } = await open('Cards refused');
    const ben = await connect(person('ben'));
    expect(ben.of('snapshot')).toHaveLength(1);
    expect(ben.state.view.incidents.map((incident) => incident.id)).toEqual([id]);
  });
});
