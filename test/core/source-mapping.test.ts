import { describe, expect, it } from 'vitest';
import { affectedBy, openingFrom, severityOf } from '../../shared/core/source-mapping.ts';
import { at } from '../support/builders.ts';
import { factAt, source } from '../support/source-world.ts';

const fact = (serviceWords: string[], severityWords: string[] = []) => ({
  ...factAt(0, { serviceWords, severityWords }),
  phase: 'investigating' as const,
});

describe('the words of a source', () => {
  it('name our services whatever their case and the space about them', () => {
    expect(affectedBy(source().rule, fact([' WEB ', 'unheard of']))).toEqual([
      { id: 'checkout', impact: 'partial_outage' },
    ]);
  });

  it('name a service once, with the worst impact that any of them gives it', () => {
    const { rule } = source({
      services: [
        { match: 'api', id: 'checkout', impact: 'degraded_performance' },
        { match: 'db', id: 'checkout', impact: 'major_outage' },
        { match: 'cache', id: 'checkout', impact: 'partial_outage' },
      ],
    });
    expect(affectedBy(rule, fact(['api', 'cache', 'db']))).toEqual([
      { id: 'checkout', impact: 'major_outage' },
    ]);
    expect(affectedBy(rule, fact(['api']))).toEqual([{ id: 'checkout', impact: 'degraded_performance' }]);
  });

  it('name no service where none is mapped', () => {
    expect(affectedBy(source().rule, fact(['mainframe']))).toEqual([]);
  });

  it('name the severity by the first line of the rule that knows one, else the rule says it', () => {
    const { rule } = source();
    expect(severityOf(rule, fact([], ['P3', 'p1']))).toBe('sev1');
    expect(severityOf(rule, fact([], ['P3']))).toBe('sev3');
    expect(severityOf(rule, fact([], ['sev-9']))).toBe('sev2');
  });
});

describe('the opening that a rule makes', () => {
  it('began when the sender says it did, else at the time of the fact', () => {
    expect(openingFrom(source(), { ...fact(['web']), startedAt: at(-9) }, at(5)).startedAt).toBe(at(-9));
    expect(openingFrom(source(), fact(['web']), at(5)).startedAt).toBe(at(0));
  });

  it('did not begin in the future', () => {
    expect(openingFrom(source(), { ...fact(['web']), startedAt: at(9) }, at(5))).not.toHaveProperty(
      'startedAt',
    );
  });
});
