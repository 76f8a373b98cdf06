import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badge } from '../../shared/core/badge.ts';
import { type LinkFacts, type LinkState, linkState } from '../../shared/core/link-state.ts';
import { liveOf, noticesOf } from '../../shared/core/notices.ts';
import { viewOf } from '../../shared/core/view.ts';
import { headline, tooltip } from '../../shared/core/summary-words.ts';
import { isLive } from '../../shared/model/incident.ts';
import { script, stakeholder } from '../support/arbitraries.ts';
import { carryOut, incidentView, organisation, standing, START, view } from '../support/builders.ts';
import { english } from '../support/locales.ts';
import { holds } from '../support/property.ts';

const locale = english();
const links: LinkState[] = ['unpaired', 'ended', 'connecting', 'current', 'stale', 'refused', 'outdated'];

const facts: fc.Arbitrary<LinkFacts> = fc.record({
  isPaired: fc.boolean(),
  hasEnded: fc.boolean(),
  isRefused: fc.boolean(),
  isOutdated: fc.boolean(),
  confirmedAgeMs: fc.option(fc.nat(120_000)),
  lostForMs: fc.option(fc.nat(60_000)),
  isSynchronised: fc.boolean(),
  areClocksTrusted: fc.boolean(),
});

describe('never "all clear"', () => {
  it('unless no incident is live in the model and the relay vouched for that', () => {
    holds(
      fc.property(script, stakeholder, fc.constantFrom(...links), (steps, viewer, link) => {
        const { state } = carryOut(organisation(), steps);
        const seen = viewOf(state, viewer);
        const notices = noticesOf(standing([], { view: seen }));
        const live = liveOf(notices);
        const isAnythingLive = Object.values(state.incidents).some(
          (incident) =>
            isLive(incident) &&
            (incident.audiences.length === 0 ||
              incident.audiences.some((id) => viewer.audiences.includes(id))),
        );
        const mayBeClear = !isAnythingLive && link === 'current';
        expect(headline(live, link, locale) === 'No incidents now').toBe(mayBeClear);
        expect(tooltip(live, link, seen, START, locale).includes('no known incidents')).toBe(mayBeClear);
        expect(badge(notices, link).text === '').toBe(mayBeClear || link === 'unpaired');
      }),
    );
  });

  it('on a confirmation that is a minute old or that two clocks do not agree on', () => {
    holds(
      fc.property(facts, (known) => {
        const isFresh =
          known.confirmedAgeMs !== null && known.confirmedAgeMs < 60_000 && known.areClocksTrusted;
        expect(isFresh || linkState(known) !== 'current').toBe(true);
      }),
    );
  });

  it('ten seconds after the socket went, however fresh the confirmation', () => {
    holds(
      fc.property(facts, (known) => {
        const isCutOff = !known.isSynchronised && (known.lostForMs === null || known.lostForMs >= 10_000);
        expect(isCutOff && linkState(known) === 'current').toBe(false);
      }),
    );
  });

  it.each([
    ['unpaired', '', '', 'Not connected yet'],
    ['ended', '?', '1?', 'No longer connected'],
    ['connecting', '?', '1?', 'Status unknown'],
    ['current', '', '1', 'No incidents now'],
    ['stale', '?', '1?', 'Status unknown'],
    ['refused', '?', '1?', 'Status unknown'],
    ['outdated', '?', '1?', 'Status unknown'],
  ] as const)('%s: badge "%s" without and "%s" with an incident, headline "%s"', (link, none, one, words) => {
    expect(badge([], link).text).toBe(none);
    expect(badge(noticesOf(standing([incidentView()])), link).text).toBe(one);
    expect(headline({ mine: [], others: [] }, link, locale)).toBe(words);
  });

  it('and never of everything, where only what somebody follows is well', () => {
    const elsewhere = { mine: [], others: [incidentView()] };
    expect(headline(elsewhere, 'current', locale)).toBe('No incidents on your services');
    expect(tooltip(elsewhere, 'current', view(), START, locale)).toContain('on your services');
  });

  it('and never by an acknowledgement: "Got it" hides the banner, not the count', () => {
    const acknowledged = standing([incidentView()], { own: { acknowledged: { inc_1: 9 } } });
    expect(badge(noticesOf(acknowledged), 'current').text).toBe('1');
  });
});

describe('the link', () => {
  const fresh: LinkFacts = {
    isPaired: true,
    hasEnded: false,
    isRefused: false,
    isOutdated: false,
    confirmedAgeMs: 1_000,
    lostForMs: null,
    isSynchronised: true,
    areClocksTrusted: true,
  };

  it.each([
    [{}, 'current'],
    [{ isPaired: false }, 'unpaired'],
    [{ isRefused: true }, 'refused'],
    [{ isOutdated: true }, 'outdated'],
    [{ confirmedAgeMs: null }, 'connecting'],
    [{ confirmedAgeMs: 59_999 }, 'current'],
    [{ confirmedAgeMs: 60_000 }, 'stale'],
    [{ areClocksTrusted: false }, 'stale'],
    [{ isSynchronised: false }, 'stale'],
    [{ isSynchronised: false, lostForMs: 9_999 }, 'current'],
    [{ isSynchronised: false, lostForMs: 10_000 }, 'stale'],
  ] as const)('with %j is %s', (over, expected) => {
    expect(linkState({ ...fresh, ...over })).toBe(expected);
  });
});

describe('the badge', () => {
  it('never needs more than four characters', () => {
    holds(
      fc.property(fc.nat(150), fc.boolean(), fc.constantFrom(...links), (count, isGrave, link) => {
        const incidents = Array.from({ length: count }, (_, i) =>
          incidentView({ id: `inc_${i}`, severity: isGrave ? 'sev1' : 'sev3' }),
        );
        expect(badge(noticesOf(standing(incidents)), link).text.length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it('cries "!" for a sev1 until it is acknowledged, and again when it worsens', () => {
    const sev1 = incidentView({ severity: 'sev1', revision: 2, materialRevision: 2 });
    const textWith = (acknowledged: Record<string, number>) =>
      badge(noticesOf(standing([sev1], { own: { acknowledged } })), 'current').text;
    expect(textWith({})).toBe('!1');
    expect(textWith({ inc_1: 2 })).toBe('1');
    expect(textWith({ inc_1: 1 })).toBe('!1');
  });
});
