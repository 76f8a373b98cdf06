import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { urgencyOf, type UrgencyRules } from '../../shared/core/urgency.ts';
import { impactRank, impacts, type Impact } from '../../shared/model/impact.ts';
import { phases, type Phase } from '../../shared/model/phase.ts';
import { severities, severityRank, type Severity } from '../../shared/model/severity.ts';
import { urgencies, urgencyRank, type Urgency } from '../../shared/model/urgency.ts';

const noRules: UrgencyRules = {
  most: 'acknowledgement',
  least: 'none',
  isQuiet: false,
  isSev1Excepted: true,
};
const of = (
  severity: Severity,
  impact: Impact,
  rules: Partial<UrgencyRules> = {},
  phase: Phase = 'identified',
) => urgencyOf({ severity, phase }, impact, { ...noRules, ...rules });

describe('the rung of an incident', () => {
  it.each<[Severity, Impact, Urgency]>([
    ['sev1', 'partial_outage', 'acknowledgement'],
    ['sev1', 'degraded_performance', 'notification'],
    ['sev2', 'major_outage', 'notification'],
    ['sev2', 'partial_outage', 'full_bar'],
    ['sev2', 'degraded_performance', 'quiet_bar'],
    ['sev3', 'partial_outage', 'quiet_bar'],
    ['sev3', 'degraded_performance', 'badge'],
    ['sev4', 'major_outage', 'quiet_bar'],
    ['sev4', 'partial_outage', 'badge'],
  ])('of %s and %s is %s', (severity, impact, urgency) => {
    expect(of(severity, impact)).toBe(urgency);
  });

  it('steps back to a quiet bar while a fix is being watched, and is none once it is over', () => {
    expect(of('sev1', 'major_outage', {}, 'monitoring')).toBe('quiet_bar');
    expect(of('sev1', 'major_outage', {}, 'resolved')).toBe('none');
  });

  it('is no higher than the person wants, and no lower than the admin wants, who goes first', () => {
    expect(of('sev1', 'major_outage', { most: 'badge' })).toBe('badge');
    expect(of('sev4', 'partial_outage', { least: 'full_bar' })).toBe('full_bar');
    expect(of('sev2', 'partial_outage', { most: 'badge', least: 'quiet_bar' })).toBe('quiet_bar');
  });

  it('is a badge in quiet hours, whatever the admin wants, but for a sev1 that may come through', () => {
    expect(of('sev2', 'major_outage', { isQuiet: true, least: 'notification' })).toBe('badge');
    expect(of('sev1', 'partial_outage', { isQuiet: true })).toBe('acknowledgement');
    expect(of('sev1', 'partial_outage', { isQuiet: true, isSev1Excepted: false })).toBe('badge');
  });

  it('never falls when an incident worsens', () => {
    const rules = fc.record({
      most: fc.constantFrom(...urgencies),
      least: fc.constantFrom(...urgencies),
      isQuiet: fc.boolean(),
      isSev1Excepted: fc.boolean(),
    });
    const facts = fc.tuple(fc.constantFrom(...severities), fc.constantFrom(...impacts));
    fc.assert(
      fc.property(facts, facts, fc.constantFrom(...phases), rules, (a, b, phase, given) => {
        fc.pre(severityRank(a[0]) <= severityRank(b[0]) && impactRank(a[1]) <= impactRank(b[1]));
        const [mild, grave] = [of(a[0], a[1], given, phase), of(b[0], b[1], given, phase)];
        expect(urgencyRank(grave)).toBeGreaterThanOrEqual(urgencyRank(mild));
      }),
    );
  });
});
