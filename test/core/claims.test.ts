import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/core/decide.ts';
import { evolve } from '../../shared/core/evolve.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { audiencesOf } from '../../shared/core/view.ts';
import { accepted, audience, contextAt, organisation } from '../support/builders.ts';

const ann = 'ann@example.com';

function claim(state: RelayState, ...audiences: string[]): RelayState {
  const events = accepted(decide(state, { type: 'set_claims', person: ann, audiences }, contextAt(0)));
  return events.reduce(evolve, state);
}

describe('what the sign-in says of audiences', () => {
  it('makes a member of those, and of no others any more', () => {
    const first = claim(organisation(), 'board', 'sales');
    expect(audiencesOf(first, ann)).toEqual(['board', 'sales']);
    expect(audiencesOf(claim(first, 'sales'), ann)).toEqual(['sales']);
  });

  it('takes nobody out whom an admin put in by hand', () => {
    const state = { ...organisation(), audiences: { board: audience({ members: [ann] }) } };
    expect(audiencesOf(claim(state), ann)).toEqual(['board']);
  });

  it('is no event where nothing changes, or the audience is not there', () => {
    const state = claim(organisation(), 'board');
    for (const audiences of [['board'], ['board', 'gone']]) {
      const events = decide(state, { type: 'set_claims', person: ann, audiences }, contextAt(0));
      expect(events).toEqual([]);
    }
  });

  it('outlasts an admin who saves the audience', () => {
    const state = claim(organisation(), 'board');
    const { fromSignIn: _fromSignIn, ...renamed } = audience({ name: 'The board' });
    const events = accepted(decide(state, { type: 'save_audience', audience: renamed }, contextAt(0)));
    expect(audiencesOf(events.reduce(evolve, state), ann)).toEqual(['board']);
  });
});
