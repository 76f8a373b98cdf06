import { describe, expect, it } from 'vitest';
import { decide } from '../../shared/core/decide.ts';
import { evolve } from '../../shared/core/evolve.ts';
import { membersOf } from '../../shared/core/membership.ts';
import { isRejection } from '../../shared/core/rejection.ts';
import { emptyRelayState, type RelayState } from '../../shared/core/relay-state.ts';
import { audiencesOf } from '../../shared/core/view.ts';
import type { Audience } from '../../shared/model/audience.ts';
import { audience, byId, contextAt } from '../support/builders.ts';

const stateWith = (...audiences: Audience[]): RelayState => ({
  ...emptyRelayState,
  audiences: byId(audiences),
});

const board = audience({ id: 'board', members: ['bo@example.com'] });
const leads = audience({ id: 'leads', members: ['lee@example.com'], includes: ['board'] });

/** The code of the refusal, or the state with the audience saved. */
function save(state: RelayState, saved: Audience): RelayState | string {
  const decided = decide(state, { type: 'save_audience', audience: saved }, contextAt(0));
  return isRejection(decided) ? decided.rejected : decided.reduce(evolve, state);
}

describe('an audience that includes another', () => {
  it('has the members of both, and lends none of its own', () => {
    const state = stateWith(board, leads);
    expect([...membersOf(state, 'leads')].toSorted()).toEqual(['bo@example.com', 'lee@example.com']);
    expect([...membersOf(state, 'board')]).toEqual(['bo@example.com']);
    expect(audiencesOf(state, 'bo@example.com')).toEqual(['board', 'leads']);
    expect(audiencesOf(state, 'lee@example.com')).toEqual(['leads']);
  });

  it('keeps the other one from being removed', () => {
    const decided = decide(stateWith(board, leads), { type: 'remove_audience', id: 'board' }, contextAt(0));
    expect(decided).toMatchObject({ rejected: 'in_use', detail: expect.stringContaining('"leads"') });
  });

  it.each([
    ['itself', { ...board, includes: ['board'] }],
    ['the one that includes it, which would be a circle', { ...board, includes: ['leads'] }],
    ['one that includes others', audience({ id: 'all', includes: ['leads'] })],
    ['another, where it is included itself', { ...board, includes: ['sales'] }],
  ])('cannot include %s', (_what, saved) => {
    const state = stateWith(board, leads, audience({ id: 'sales' }));
    expect(save(state, saved)).toBe('audience_nesting');
  });

  it('cannot include one that is not there', () => {
    expect(save(stateWith(board), audience({ id: 'all', includes: ['constructor'] }))).toBe(
      'unknown_audience',
    );
  });

  it('may include several, and let them go again', () => {
    const state = save(
      stateWith(board, leads, audience({ id: 'sales', members: ['sal@example.com'] })),
      audience({ id: 'all', includes: ['sales', 'board'] }),
    );
    if (typeof state === 'string') throw new Error(state);
    expect([...membersOf(state, 'all')].toSorted()).toEqual(['bo@example.com', 'sal@example.com']);
    const after = save(state, audience({ id: 'all', includes: [] }));
    if (typeof after === 'string') throw new Error(after);
    expect(membersOf(after, 'all').size).toBe(0);
  });
});
