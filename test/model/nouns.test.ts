import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PersonId, Readers } from '../../shared/model/audience.ts';
import { Id } from '../../shared/model/id.ts';
import { AffectedServices, worstImpact } from '../../shared/model/impact.ts';
import { OpenIncident } from '../../shared/model/incident.ts';
import { hasRole, roles } from '../../shared/model/person.ts';
import { Receipt } from '../../shared/model/receipt.ts';
import { addMinutes, msBetween, Timestamp } from '../../shared/model/time.ts';
import { Tool } from '../../shared/model/tool.ts';
import { PostUpdate } from '../../shared/model/update.ts';
import { at, opening, START } from '../support/builders.ts';

describe('a time', () => {
  it.each([
    ['2026-11-24T14:02:00Z', '2026-11-24T14:02:00.000Z'],
    ['2026-11-24T14:02:00.5Z', '2026-11-24T14:02:00.500Z'],
    ['2026-11-24T15:02:00+01:00', '2026-11-24T14:02:00.000Z'],
    ['2026-11-24T23:30:00-02:00', '2026-11-25T01:30:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(v.parse(Timestamp, text)).toBe(utc);
  });

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-24T25:00:00Z',
    '2026-11-24T14:02:00',
    '2026-11-24',
    'yesterday',
    '',
  ])('is not "%s"', (text) => {
    expect(v.is(Timestamp, text)).toBe(false);
  });

  it('counts on and back', () => {
    expect(addMinutes(START, 90)).toBe('2026-11-24T15:30:00.000Z');
    expect(msBetween(at(1), START)).toBe(-60_000);
  });
});

describe('an id', () => {
  it.each(['checkout', 'inc_0123456789abcdef', 'a', '9-lives', 'a'.repeat(64)])('may be %s', (id) => {
    expect(v.is(Id, id)).toBe(true);
  });
  it.each(['', '_a', '-a', 'A', 'a b', 'a/b', '../a', 'a.b', '__proto__', 'ä', 'a\n', 'a'.repeat(65)])(
    'is not %j',
    (id) => {
      expect(v.is(Id, id)).toBe(false);
    },
  );
});

describe('people and audiences', () => {
  it('know a person by the address in lower case', () => {
    expect(v.parse(PersonId, ' Sal@Example.COM ')).toBe('sal@example.com');
    expect(v.is(PersonId, 'sal')).toBe(false);
  });

  it('name each audience once, in order', () => {
    expect(v.parse(Readers, ['sales', 'board', 'sales'])).toEqual(['board', 'sales']);
  });

  it.each(roles.flatMap((role) => roles.map((needed) => [role, needed] as const)))(
    'a %s may do what a %s may, or may not',
    (role, needed) => {
      const rank = { stakeholder: 0, responder: 1, liaison: 2, admin: 3 };
      expect(hasRole(role, needed)).toBe(rank[role] >= rank[needed]);
    },
  );
});

describe('services of an incident', () => {
  it('are each named once', () => {
    const twice = [
      { id: 'a', impact: 'operational' },
      { id: 'a', impact: 'major_outage' },
    ];
    expect(v.is(AffectedServices, twice)).toBe(false);
  });

  it('are as bad as the worst of them', () => {
    expect(worstImpact([])).toBe('operational');
    expect(
      worstImpact([
        { id: 'a', impact: 'under_maintenance' },
        { id: 'b', impact: 'degraded_performance' },
      ]),
    ).toBe('degraded_performance');
  });
});

describe('what a liaison says', () => {
  it('needs no more than the contract asks for', () => {
    const { phase: _phase, links: _links, audiences: _audiences, ...least } = opening();
    expect(v.parse(OpenIncident, least)).toMatchObject({ phase: 'investigating', links: [], audiences: [] });
  });

  it.each([
    ['an unknown field', { colour: 'red' }],
    ['an empty title', { title: ' ' }],
    ['a title of 201 characters', { title: 'a'.repeat(201) }],
    ['a message of 4,001 characters', { message: 'a'.repeat(4_001) }],
    ['an unknown severity', { severity: 'sev0' }],
    ['a promise of no minutes', { nextUpdateMinutes: 0 }],
    ['a promise of half a minute', { nextUpdateMinutes: 0.5 }],
    ['a promise beyond a week', { nextUpdateMinutes: 7 * 24 * 60 + 1 }],
    ['a script for a link', { links: [{ label: 'x', url: 'javascript:alert(1)', kind: 'other' }] }],
    [
      '21 links',
      { links: Array.from({ length: 21 }, () => ({ label: 'x', url: 'https://a.example/', kind: 'other' })) },
    ],
  ])('is refused with %s', (_, over) => {
    expect(v.is(OpenIncident, { ...opening(), ...over })).toBe(false);
  });

  it('in an update is a message at least', () => {
    expect(v.is(PostUpdate, { message: 'Still on it.' })).toBe(true);
    expect(v.is(PostUpdate, { phase: 'identified' })).toBe(false);
    expect(v.is(PostUpdate, { message: 'Still on it.', title: 'New' })).toBe(false);
  });
});

describe('a receipt', () => {
  const receipt = { incidentId: 'inc_1', revision: 1, stage: 'displayed', at: START };
  it('tells a stage that a device can know of', () => {
    expect(v.is(Receipt, receipt)).toBe(true);
    expect(v.is(Receipt, { ...receipt, stage: 'sent' })).toBe(false);
  });
  it.each([0, -1, 1.5, 1_000_001, Number.NaN])('is of no revision %d', (revision) => {
    expect(v.is(Receipt, { ...receipt, revision })).toBe(false);
  });
  it('has no place for where it happened', () => {
    expect(v.is(Receipt, { ...receipt, url: 'https://crm.example.com/' })).toBe(false);
  });
});

describe('a tool', () => {
  it('sits at the bottom unless told otherwise, and lives somewhere', () => {
    const tool = { id: 'crm', name: 'CRM', patterns: ['https://crm.example.com/*'], services: [] };
    expect(v.parse(Tool, tool).placement).toBe('bottom');
    expect(v.is(Tool, { ...tool, patterns: [] })).toBe(false);
  });
});
