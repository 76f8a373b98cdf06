import { describe, expect, it } from 'vitest';
import { bannerFor, toolOfPage, toolsWithBanner } from '../../shared/core/banner.ts';
import { affectedNames, toneOf } from '../../shared/core/tone.ts';
import { isAcknowledged, summarise } from '../../shared/core/summary.ts';
import type { Impact } from '../../shared/model/impact.ts';
import { at, incidentView, standing, tool, view } from '../support/builders.ts';

const crm = tool({ id: 'crm', services: ['checkout', 'search'] });
const onSearch = incidentView({
  id: 'inc_2',
  severity: 'sev1',
  services: [{ id: 'search', impact: 'major_outage' }],
});

describe('the banner of a tool', () => {
  it('leads with the gravest incident on its services, and holds the others', () => {
    const banner = bannerFor(standing([incidentView(), onSearch]), crm);
    expect(banner).toMatchObject({
      items: [{ incident: { id: 'inc_2' }, tone: 'down' }, { incident: { id: 'inc_1' } }],
      form: 'bar',
    });
  });

  it.each<[string, Parameters<typeof incidentView>[0], object]>([
    ['an incident on other services', { services: [{ id: 'login', impact: 'major_outage' }] }, {}],
    ['a service that works', { services: [{ id: 'checkout', impact: 'operational' }] }, {}],
    ['an incident that is over', { phase: 'resolved', resolvedAt: at(1) }, {}],
    ['an acknowledged one', { revision: 3, materialRevision: 2 }, { inc_1: 2 }],
  ])('stays away from %s', (_, over, acknowledged) => {
    const now = standing([incidentView(over)], { own: { acknowledged: { ...acknowledged } } });
    expect(bannerFor(now, crm)).toBeNull();
    expect(toolsWithBanner(now).map((one) => one.tool.id)).not.toContain('crm');
  });

  it('comes back when an acknowledged incident worsens, and not for a typo fix', () => {
    const own = { acknowledged: { inc_1: 2 } };
    const typo = standing([incidentView({ revision: 3, materialRevision: 2 })], { own });
    const worse = standing([incidentView({ revision: 4, materialRevision: 4 })], { own });
    expect(bannerFor(typo, crm)).toBeNull();
    expect(bannerFor(worse, crm)?.items[0].incident.revision).toBe(4);
  });

  it('is a pill while a fix is being watched, and where the tool asks for one', () => {
    expect(bannerFor(standing([incidentView({ phase: 'monitoring' })]), crm)?.form).toBe('pill');
    expect(bannerFor(standing([incidentView()]), { ...crm, placement: 'pill' })?.form).toBe('pill');
  });

  it('is not where the tool is switched off, and sits where somebody chose', () => {
    const incidents = [incidentView()];
    const off = standing(incidents, { tools: { crm: { isOn: false } } });
    expect(bannerFor(off, crm)).toBeNull();
    expect(toolsWithBanner(off)).toEqual([]);
    const moved = standing(incidents, { tools: { crm: { placement: 'top' } } });
    expect(bannerFor(moved, crm)?.placement).toBe('top');
  });

  it('is not in the tab where it was hidden, until the next material update', () => {
    expect(bannerFor(standing([incidentView()]), crm, { inc_1: 1 })).toBeNull();
    const worse = standing([incidentView({ revision: 2, materialRevision: 2 })]);
    expect(bannerFor(worse, crm, { inc_1: 1 })).not.toBeNull();
  });

  it('stays a bar for what is going on beside a graver one whose fix is being watched, and leads with it', () => {
    const watched = { ...onSearch, phase: 'monitoring' as const };
    const banner = bannerFor(standing([watched, incidentView()]), crm);
    expect(banner).toMatchObject({
      form: 'bar',
      items: [{ incident: { id: 'inc_1' } }, { incident: { id: 'inc_2' } }],
    });
  });

  it('is wanted by the affected tools and by no others', () => {
    const [wanted, ...more] = toolsWithBanner(standing([incidentView()]));
    expect(wanted).toMatchObject({ tool: { id: 'crm' }, banner: { toolId: 'crm' } });
    expect(more).toEqual([]);
    expect(toolsWithBanner(standing())).toEqual([]);
  });

  it('looks once at how things stand, however many tools there are', () => {
    const looksWith = (count: number) => {
      let looks = 0;
      const { view, ...rest } = standing([incidentView()]);
      const { incidents } = view;
      const counted = {
        ...view,
        tools: Array.from({ length: count }, (_, index) =>
          tool({ id: `crm${index}`, services: ['checkout'] }),
        ),
        get incidents() {
          looks += 1;
          return incidents;
        },
      };
      expect(toolsWithBanner({ ...rest, view: counted })).toHaveLength(count);
      return looks;
    };
    expect(looksWith(40)).toBe(looksWith(1));
  });

  it('finds the tool of a page by its host', () => {
    expect(toolOfPage(view(), 'https://crm.example.com:8443/deals?id=1')?.id).toBe('crm');
    expect(toolOfPage(view(), 'https://crm.example.com.evil.test/')).toBeNull();
    expect(toolOfPage(view(), 'not an address')).toBeNull();
  });
});

describe('a summary', () => {
  it('puts the gravest first: severity, then impact, then the newest', () => {
    const incidents = [
      incidentView({ id: 'inc_old', startedAt: at(-60) }),
      incidentView({ id: 'inc_new', startedAt: at(-1) }),
      incidentView({
        id: 'inc_down',
        services: [{ id: 'login', impact: 'major_outage' }],
        startedAt: at(-90),
      }),
      incidentView({ id: 'inc_sev1', severity: 'sev1', startedAt: at(-99) }),
    ];
    expect(summarise(view(incidents)).live.map((i) => i.id)).toEqual([
      'inc_sev1',
      'inc_down',
      'inc_new',
      'inc_old',
    ]);
  });

  it('keeps what is over apart, last resolved first', () => {
    const over = (id: string, minute: number) =>
      incidentView({ id, phase: 'resolved', resolvedAt: at(minute) });
    const summary = summarise(view([over('inc_a', 1), over('inc_b', 2)]));
    expect(summary.over.map((i) => i.id)).toEqual(['inc_b', 'inc_a']);
    expect(summary.live).toEqual([]);
  });

  it.each<[Impact, string]>([
    ['major_outage', 'down'],
    ['partial_outage', 'partly_down'],
    ['degraded_performance', 'slow'],
    ['under_maintenance', 'planned'],
    ['operational', 'slow'],
  ])('shows %s in the tone %s', (impact, tone) => {
    expect(toneOf(incidentView({ services: [{ id: 'checkout', impact }] }))).toBe(tone);
  });

  it('shows an incident that is over in its own tone, however bad it was', () => {
    expect(toneOf({ ...onSearch, phase: 'resolved' })).toBe('over');
  });

  it('names services worst first, and one it does not know by its id', () => {
    const services = [
      { id: 'checkout', impact: 'degraded_performance' as const },
      { id: 'gone', impact: 'major_outage' as const },
    ];
    expect(affectedNames({ services }, view())).toEqual(['gone', 'Checkout']);
  });

  it.each([
    [{}, false],
    [{ inc_1: 1 }, false],
    [{ inc_1: 2 }, true],
    [{ inc_1: 3 }, true],
    [{ inc_2: 9 }, false],
  ])('with %j acknowledged, material revision 2 is acknowledged: %s', (acknowledged, expected) => {
    expect(isAcknowledged({ id: 'inc_1', materialRevision: 2 }, { ...acknowledged })).toBe(expected);
  });
});
