import { describe, expect, it } from 'vitest';
import { badge } from '../../shared/core/badge.ts';
import { bannerFor, toolsWithBanner } from '../../shared/core/banner.ts';
import { noticesOf, wantsNotification } from '../../shared/core/notices.ts';
import { plainStanding, type Standing } from '../../shared/core/standing.ts';
import { isTestIncident, withTestIncident } from '../../shared/core/test-incident.ts';
import { effectSentence } from '../../shared/core/words.ts';
import { emptySubscription } from '../../shared/model/subscription.ts';
import { IncidentView } from '../../shared/protocol/view.ts';
import { parse } from 'valibot';
import { at, incidentView, standing, tool } from '../support/builders.ts';
import { english } from '../support/locales.ts';

const words = { title: 'Test – this is what an incident looks like', message: 'An example.' };
const run = { from: at(5), until: at(6) };
const tools = [tool({ id: 'crm' }), tool({ id: 'wiki', services: [] })];
const begun = (over: Partial<Standing> = {}, incidents = standing([]).view.incidents): Standing => {
  const { view, own } = standing(incidents);
  return { ...plainStanding({ view: { ...view, tools, incidents }, own, now: at(5) }), ...over };
};
const tested = (now: Standing) => withTestIncident(now, run, words);

describe('a test incident', () => {
  it('is on the badge, and in the bar of every tool, under the words that say what it is', () => {
    const now = tested(begun());
    expect(badge(noticesOf(now), 'current').text).toBe('1');
    expect(toolsWithBanner(now).map((one) => one.tool.id)).toEqual(['crm', 'wiki']);
    const shown = tools.map((one) => bannerFor(now, one)?.items[0].incident);
    expect(shown.map((incident) => incident && effectSentence(incident, now.view, english()))).toEqual([
      words.title,
      words.title,
    ]);
  });

  it('is of the form of every other one', () => {
    const [incident] = tested(begun()).view.incidents;
    expect(parse(IncidentView, incident)).toEqual(incident);
  });

  it('is shown to somebody who is to be left in peace and follows little, since they asked for it', () => {
    const quietHours = { from: '00:00', until: '23:59', days: [1, 2, 3, 4, 5, 6, 7], timeZone: 'UTC' };
    const own = {
      acknowledged: {},
      subscription: {
        ...emptySubscription,
        services: ['login'],
        leastSeverity: 'sev1' as const,
        most: 'badge' as const,
        quietHours: quietHours as never,
      },
    };
    expect(bannerFor(tested(begun({ own })), tools[0] ?? tool())).toMatchObject({ form: 'bar' });
  });

  it('leads no real one, and has no notification', () => {
    const now = tested(begun({}, [incidentView({ severity: 'sev4' })]));
    const notices = noticesOf(now);
    expect(notices.map(({ incident }) => isTestIncident(incident.id))).toEqual([false, true]);
    expect(notices.some(wantsNotification)).toBe(false);
  });

  it.each([
    ['its time is over', at(6)],
    ['the clock was set back', at(4)],
  ])('is gone where %s', (_, now) => {
    const later = begun({ now });
    expect(tested(later)).toBe(later);
  });

  it('is nowhere where nobody asked for it', () => {
    const now = begun();
    expect(withTestIncident(now, null, words)).toBe(now);
  });
});
