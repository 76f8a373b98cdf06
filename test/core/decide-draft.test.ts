import { describe, expect, it } from 'vitest';
import type { SecondLiaisonCause } from '../../shared/model/settings.ts';
import { decide } from '../../shared/core/decide.ts';
import type { PostUpdate } from '../../shared/model/update.ts';
import { at, contextAt, opening, organisation } from '../support/builders.ts';
import { factAt, type SourceWorld, sourceWorld } from '../support/source-world.ts';

const over = (minutes: number) => factAt(minutes, { phase: 'resolved', message: 'It is over.' });

/** The liaison writes on the only incident. */
function liaisonPosts(world: SourceWorld, minutes: number, input: PostUpdate) {
  const [incident] = world.incidents();
  return world.liaisonDoes(minutes, { type: 'post_update', incidentId: incident?.id ?? '', input });
}

describe('a source whose rule makes drafts', () => {
  it('makes one draft of a fact and publishes nothing', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    world.clockReaches(600);
    expect(world.drafts()).toMatchObject([
      { status: 'open', settlesAt: null, fact: { title: 'Web answers with errors' } },
    ]);
    expect(world.incidents()).toEqual([]);
  });

  it('moves the draft on with what is said later', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    world.says(factAt(4, { message: 'One in three requests fails.' }));
    expect(world.drafts()).toMatchObject([
      { fact: { message: 'One in three requests fails.', occurredAt: at(4) } },
    ]);
  });

  it('keeps what a later fact says nothing about', () => {
    const world = sourceWorld();
    const bridge = { label: 'Bridge', url: 'https://meet.example.com/1', kind: 'bridge' } as const;
    const page = { label: 'Pager', url: 'https://pager.example.com/1', kind: 'incident' } as const;
    world.says(factAt(0, { startedAt: at(-2), severityWords: ['P1'], links: [page] }));
    const silent = { phase: null, title: '', message: '', serviceWords: [], severityWords: [] };
    world.says(factAt(3, { ...silent, links: [bridge] }));
    world.says(factAt(4, { ...silent, links: [{ ...bridge, url: 'https://meet.example.com/2' }] }));
    expect(world.drafts().map((draft) => draft.fact)).toEqual([
      factAt(4, {
        startedAt: at(-2),
        severityWords: ['P1'],
        links: [{ ...bridge, url: 'https://meet.example.com/2' }, page],
      }),
    ]);
  });

  it('takes something for investigated, under its title, where the first fact says neither phase nor message', () => {
    const world = sourceWorld();
    world.says(factAt(0, { phase: null, message: '' }));
    expect(world.drafts()).toMatchObject([
      { fact: { phase: 'investigating', message: 'Web answers with errors' } },
    ]);
  });

  it('says nothing of the end of what was never heard of', () => {
    expect(sourceWorld().says(over(3))).toEqual([]);
  });

  it.each(['constructor', 'toString', 'nobody'])('is unknown, and so is a draft, by the name of %s', (id) => {
    const state = organisation();
    const commands = [
      { type: 'report_fact', sourceId: id, fact: factAt(0) },
      { type: 'publish_draft', draftId: id, input: opening() },
      { type: 'discard_draft', draftId: id },
    ] as const;
    for (const command of commands)
      expect(decide(state, command, contextAt(0))).toMatchObject({ rejected: 'not_found' });
    expect(decide(state, { type: 'settle_draft', draftId: id }, contextAt(0))).toEqual([]);
  });

  it('does nothing for the same fact twice', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    expect(world.says(factAt(0), 5)).toEqual([]);
  });

  it('is moved back by no older fact, however late it arrives', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    world.says(over(10));
    expect(world.says(factAt(5), 11)).toEqual([]);
    expect(world.drafts()).toMatchObject([{ fact: { phase: 'resolved' } }]);
  });

  it('remembers the time of a repetition, so that what lies between moves nothing back', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    world.says(factAt(10));
    expect(world.says(factAt(5, { message: 'Late news.' }), 11)).toEqual([]);
  });

  it('hears on after a fact from a clock that runs ahead', () => {
    const world = sourceWorld();
    world.says(factAt(500), 0);
    world.says(over(10));
    expect(world.drafts()).toMatchObject([{ fact: { phase: 'resolved', occurredAt: at(10) } }]);
  });

  it('begins another draft where it happens again, also after a liaison published the first', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    const [draft] = world.drafts();
    world.liaisonDoes(1, { type: 'publish_draft', draftId: draft?.id ?? '', input: opening() });
    world.says(over(10));
    world.says(factAt(60));
    expect(world.drafts().map((d) => d.status)).toEqual(['published', 'open']);
  });

  it('keeps a discarded draft discarded for as long as the thing lasts', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    const [draft] = world.drafts();
    world.liaisonDoes(1, { type: 'discard_draft', draftId: draft?.id ?? '' });
    world.says(factAt(2, { message: 'Worse.' }));
    world.says(over(10));
    expect(world.drafts()).toMatchObject([{ status: 'discarded', fact: { phase: 'resolved' } }]);
    world.says(factAt(20));
    expect(world.drafts().map((d) => d.status)).toEqual(['discarded', 'open']);
  });

  it('keeps the drafts of different things apart', () => {
    const world = sourceWorld();
    world.says(factAt(0));
    world.says(factAt(1, { key: 'case-2' }));
    world.says({ ...over(2), key: 'case-2' });
    expect(world.drafts().map((draft) => draft.fact.phase)).toEqual(['investigating', 'resolved']);
  });
});

describe('a source that publishes by itself', () => {
  it('opens the incident at once where the rule has no flap window, since when the sender says', () => {
    const world = sourceWorld({ publish: 'auto', audiences: ['sales'] });
    world.says(factAt(0, { startedAt: at(-3), severityWords: ['p1'] }));
    expect(world.incidents()).toMatchObject([
      {
        title: 'Web answers with errors',
        phase: 'investigating',
        severity: 'sev1',
        services: [{ id: 'checkout', impact: 'partial_outage' }],
        audiences: ['sales'],
        startedAt: at(-3),
        updates: [{ message: 'One in five requests fails.', author: 'Pager' }],
      },
    ]);
    expect(world.drafts()).toMatchObject([{ status: 'published', settlesAt: null }]);
  });

  it('posts what is said anew, and resolves', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    world.says(factAt(5, { message: 'Search too.', serviceWords: ['web', 'INDEX'] }));
    world.says(over(20));
    const [incident] = world.incidents();
    expect(incident).toMatchObject({ phase: 'resolved', resolvedAt: at(20) });
    expect(incident?.updates.map((u) => [u.message, u.phase, u.services.map((s) => s.id)])).toEqual([
      ['It is over.', 'resolved', ['checkout', 'search']],
      ['Search too.', 'investigating', ['checkout', 'search']],
      ['One in five requests fails.', 'investigating', ['checkout']],
    ]);
  });

  it('raises and lowers the severity as the sender does, by the words of the rule', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0, { severityWords: ['P3'] }));
    world.says(factAt(2, { severityWords: ['P1'] }));
    expect(world.incidents()).toMatchObject([{ severity: 'sev1', materialRevision: 2 }]);
  });

  it.each<[string, SecondLiaisonCause, SecondLiaisonCause, string[], string]>([
    ['a sev1', 'sev1', 'confidential', [], 'P1'],
    ['something for named audiences', 'confidential', 'sev1', ['sales'], 'P3'],
  ])('leaves %s to two liaisons where they are demanded', (_what, cause, another, audiences, word) => {
    const fact = factAt(0, { severityWords: [word] });
    const world = sourceWorld({ publish: 'auto', audiences }, { secondLiaisonFor: [cause] });
    world.says(fact);
    expect(world.incidents()).toEqual([]);
    expect(world.drafts()).toMatchObject([{ status: 'open', settlesAt: null }]);
    const other = sourceWorld({ publish: 'auto', audiences }, { secondLiaisonFor: [another] });
    other.says(fact);
    expect(other.incidents()).toHaveLength(1);
  });

  it('raises nothing to sev1 where two liaisons are demanded, and says the rest', () => {
    const world = sourceWorld({ publish: 'auto' }, { secondLiaisonFor: ['sev1'] });
    world.says(factAt(0, { severityWords: ['P3'] }));
    world.says(factAt(2, { severityWords: ['P1'], message: 'All of it.' }));
    expect(world.incidents()).toMatchObject([{ severity: 'sev3', updates: [{ message: 'All of it.' }, {}] }]);
  });

  it('posts nothing where only words change that the rule does not know', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    world.says(factAt(2, { serviceWords: ['web', 'eu-2'], severityWords: ['odd'] }));
    expect(world.incidents()).toMatchObject([{ revision: 1 }]);
  });

  it('posts a status update, which says nothing of the phase, under the phase that stands', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    liaisonPosts(world, 3, { message: 'We know why.', phase: 'identified' });
    world.says(factAt(5, { phase: null, message: 'A fix is on its way.', serviceWords: [] }));
    expect(world.incidents()).toMatchObject([
      { phase: 'identified', updates: [{ message: 'A fix is on its way.', phase: 'identified' }, {}, {}] },
    ]);
  });

  it('opens another incident where it fires again after it was over', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    world.says(over(10));
    world.says(factAt(60));
    expect(world.incidents().map((incident) => incident.phase)).toEqual(['resolved', 'investigating']);
  });

  it('tells the newer of two occurrences from the older even within one moment', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0), 30);
    world.says(over(10), 30);
    world.says(factAt(20), 30);
    world.says(over(25), 30);
    expect(world.incidents().map((incident) => incident.phase)).toEqual(['resolved', 'resolved']);
  });

  it('leaves to a liaison what its rule has no service for', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0, { serviceWords: ['mainframe'] }));
    world.clockReaches(600);
    expect(world.incidents()).toEqual([]);
    expect(world.drafts()).toMatchObject([{ status: 'open', settlesAt: null }]);
  });

  it('publishes by itself what names a service of ours only later', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0, { serviceWords: ['mainframe'] }));
    world.says(factAt(5));
    expect(world.incidents()).toHaveLength(1);
  });
});

describe('a liaison beside a source that publishes by itself', () => {
  it('is not moved back from a phase reached by hand, and hears the news all the same', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    liaisonPosts(world, 3, { message: 'A fix is in place.', phase: 'monitoring' });
    world.says(factAt(5, { message: 'One in nine requests fails.' }));
    expect(world.incidents()).toMatchObject([
      { phase: 'monitoring', updates: [{ message: 'One in nine requests fails.' }, {}, {}] },
    ]);
  });

  it('is not moved back where the source names a new phase that lies behind', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    liaisonPosts(world, 3, { message: 'A fix is in place.', phase: 'monitoring' });
    world.says(factAt(5, { phase: 'identified', message: 'It is the cache.' }));
    expect(world.incidents()).toMatchObject([
      { phase: 'monitoring', updates: [{ message: 'It is the cache.' }, {}, {}] },
    ]);
  });

  it('keeps the severity and the services set by hand', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0, { severityWords: ['P3'] }));
    const services = [{ id: 'login', impact: 'major_outage' as const }];
    liaisonPosts(world, 3, { message: 'It is the login.', severity: 'sev1', services });
    world.says(factAt(5, { severityWords: ['odd'], serviceWords: ['index'], message: 'Index too.' }));
    expect(world.incidents()).toMatchObject([
      { severity: 'sev1', services, updates: [{ message: 'Index too.' }, {}, {}] },
    ]);
  });

  it('is told the end by the source', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    liaisonPosts(world, 3, { message: 'A fix is in place.', phase: 'monitoring' });
    world.says(over(9));
    expect(world.incidents()).toMatchObject([{ phase: 'resolved' }]);
  });

  it('is not contradicted after ending it by hand', () => {
    const world = sourceWorld({ publish: 'auto' });
    world.says(factAt(0));
    liaisonPosts(world, 3, { message: 'False alarm.', phase: 'resolved' });
    world.says(factAt(5, { message: 'One in nine requests fails.' }));
    world.says(over(9));
    expect(world.incidents()).toMatchObject([{ phase: 'resolved', revision: 2 }]);
  });
});
