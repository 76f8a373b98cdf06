import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { IncidentCard } from '../../shared/ui/incident-card.tsx';
import { Links } from '../../shared/ui/links.tsx';
import { MaintenanceCard } from '../../shared/ui/maintenance-card.tsx';
import type { IncidentActions } from '../../shared/ui/scene.ts';
import { Sentence } from '../../shared/ui/sentence.tsx';
import { Time } from '../../shared/ui/time.tsx';
import { Timeline } from '../../shared/ui/timeline.tsx';
import { incident, NOW, picture, update } from './gallery/samples.ts';
import { english } from '../support/locales.ts';

const locale = english('Europe/Berlin');
const scene = { view: picture().view, now: NOW, locale };
const card = (change: Parameters<typeof incident>[0] = {}) =>
  renderToString(<IncidentCard incident={incident(change)} scene={scene} level={2} />);
const words = (node: VNode | string) =>
  (typeof node === 'string' ? node : renderToString(node))
    .replace(/<span class="unseen">.*?<\/span>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

describe('the sentence', () => {
  it('says what is affected, how badly and since when', () => {
    expect(words(<Sentence incident={incident()} scene={scene} />)).toBe(
      'Checkout is partly down since 15:02 (32 min).',
    );
  });

  it('says of the milder services only what is true of them', () => {
    const services = [
      { id: 'checkout', impact: 'major_outage' as const },
      { id: 'search', impact: 'degraded_performance' as const },
      { id: 'login', impact: 'operational' as const },
    ];
    expect(words(<Sentence incident={incident({ services })} scene={scene} />)).toBe(
      'Checkout is down, Search is slow or faulty since 15:02 (32 min).',
    );
  });

  it('isolates each name, so that one in another script turns nothing around', () => {
    const services = [{ id: 'arabic', impact: 'partial_outage' as const }];
    expect(renderToString(<Sentence incident={incident({ services })} scene={scene} />)).toContain(
      '<bdi>خدمة الدفع</bdi> is partly down',
    );
  });

  it('leads with the title where no service is named', () => {
    expect(words(<Sentence incident={incident({ services: [] })} scene={scene} />)).toMatch(
      /^Card payments fail at checkout since/,
    );
  });
});

describe('an incident card', () => {
  it('shows phase, promise, latest update, words for customers and links', () => {
    const text = words(card());
    for (const part of [
      'Next update within 18 min.',
      'looking into it',
      'Card payments fail for about a third',
      'What to tell customers',
      'Paying by invoice works',
      'Join the call',
      'meet.example.com',
    ]) {
      expect(text).toContain(part);
    }
    expect(card()).toContain('aria-current="step">cause found');
  });

  it('says by how much a promise is overdue instead of letting it vanish', () => {
    expect(words(card({ nextUpdateDueAt: '2026-11-24T14:30:00.000Z' }))).toContain(
      'Next update overdue by 4 min.',
    );
  });

  it('stands with everything missing that can be', () => {
    const text = words(
      card({
        title: '',
        services: [{ id: 'gone', impact: 'partial_outage' }],
        updates: [],
        links: [],
        nextUpdateDueAt: null,
      }),
    );
    expect(text).toContain('gone is partly down');
    expect(text).not.toMatch(/undefined|null|NaN|What to tell|Next update/);
  });

  it('says so where an update has no text', () => {
    expect(words(card({ updates: [update({ message: '' })] }))).toContain('No text was given.');
  });

  it('shows hostile text as text', () => {
    const attack = '<img src=x onerror=alert(1)>&lt;';
    const html = card({
      title: attack,
      updates: [update({ message: attack, workaround: attack, customerMessage: attack })],
      links: [{ label: attack, url: 'https://x.example.com/', kind: 'other' }],
    });
    expect(html).not.toContain('<img');
    expect(html.split('&lt;img src=x onerror=alert(1)>&amp;lt;').length).toBe(6);
  });

  it('keeps line breaks and shows all of a long text where no script runs', () => {
    const message = `${'long '.repeat(500)}\nend`;
    expect(card({ updates: [update({ message })] })).toContain(message);
  });

  it('asks for nothing where a surface only shows', () => {
    expect(card()).not.toContain('<button');
  });

  const acting = (change: Partial<IncidentActions>) =>
    renderToString(
      <IncidentCard
        incident={incident()}
        scene={scene}
        level={2}
        actions={{
          isAcknowledged: false,
          asksAcknowledgement: false,
          hasFailed: false,
          onAcknowledge: () => undefined,
          onOpen: () => undefined,
          ...change,
        }}
      />,
    );

  it('keeps the pressed button in its place and says what was said', () => {
    expect(acting({ isAcknowledged: true })).toMatch(/<button[^>]*aria-disabled="true"[^>]*>You said got it/);
  });

  it('says beside the button that it did not get through, and lets it be pressed again', () => {
    expect(acting({})).not.toContain('did not get through');
    expect(acting({ hasFailed: true })).toMatch(/role="status"[^>]*>That did not get through.*>Got it</s);
  });
});

describe('a card that is brief', () => {
  const brief = (change: Parameters<typeof incident>[0] = {}) =>
    renderToString(
      <IncidentCard
        incident={incident(change)}
        scene={scene}
        level={2}
        fold={{ isOpen: false, onToggle: () => undefined }}
      />,
    );

  it('says what is affected, what happens next and what was said last', () => {
    expect(words(brief())).toBe(
      `Checkout is partly down since 15:02 (32 min).Next update within 18 min.Show more${update().message}`,
    );
  });

  it('falls back on the title where nothing was said', () => {
    expect(words(brief({ updates: [update({ message: ' ' })] }))).toMatch(/Card payments fail at checkout$/);
  });

  it('does not say the title twice where no service is named', () => {
    const text = words(brief({ services: [], updates: [] }));
    expect(text.split('Card payments fail at checkout')).toHaveLength(2);
  });

  it('still asks not to pass on what is for named audiences', () => {
    expect(words(brief({ isRestricted: true }))).toContain('For named audiences only.');
  });
});

describe('links', () => {
  it('leave out an address that nobody may be sent to', () => {
    const links = [
      'javascript:alert(1)',
      'data:text/html,x',
      'http://example.com/',
      'https://u:p@example.com/',
    ].map((url) => ({ label: 'x', url, kind: 'other' as const }));
    expect(renderToString(<Links links={links} locale={locale} />)).toBe('');
  });

  it('come in the order of their kinds', () => {
    expect(words(<Links links={incident().links} locale={locale} />)).toMatch(
      /INC-4211.*Join the call.*#inc-card-payments/,
    );
  });
});

describe('a time', () => {
  it('gives hovering and screen readers the date, the zone and UTC', () => {
    const html = renderToString(<Time at="2026-11-24T14:02:00.000Z" scene={scene} />);
    expect(html).toContain('title="24 Nov 2026, 15:02:00 CET (2026-11-24 14:02 UTC)"');
    expect(html).toContain('<span class="unseen">24 Nov 2026, 15:02:00 CET (2026-11-24 14:02 UTC)</span>');
  });

  it('is said as it is shown where it is part of a text', () => {
    const html = renderToString(<Time at="2026-11-24T14:02:00.000Z" isPartOfText scene={scene} />);
    expect(html.replace(/<[^>]*>/g, '')).toBe('15:02');
    expect(html).toContain('title="24 Nov 2026, 15:02:00 CET (2026-11-24 14:02 UTC)"');
  });

  it('names the day once it is another one', () => {
    expect(words(<Time at="2026-11-21T08:00:00.000Z" scene={scene} />)).toBe('21 Nov, 09:00');
  });
});

describe('the timeline', () => {
  const first = update({
    id: 'upd_0',
    at: '2026-11-24T14:02:00.000Z',
    phase: 'investigating',
    severity: 'sev3',
    message: 'We look into it.',
    nextUpdateDueAt: '2026-11-24T14:12:00.000Z',
  });
  const timeline = (change: Parameters<typeof incident>[0] = {}) =>
    words(<Timeline incident={incident({ updates: [update(), first], ...change })} scene={scene} />);

  it('lists every update newest first, each with its time and phase', () => {
    expect(timeline()).toMatch(/15:22 · cause found.*15:02 · looking into itWe look into it\./);
  });

  it('says what each update changed, and nothing of the first', () => {
    expect(timeline()).toMatch(/cause found · 10 min lateGraver: severity 2 instead of 3Card payments fail/);
    expect(timeline().match(/Graver/g)).toHaveLength(1);
  });

  it('says whether the promises were kept', () => {
    expect(timeline()).toContain('The last update came late.');
    const inTime = { ...first, nextUpdateDueAt: '2026-11-24T14:30:00.000Z' };
    expect(timeline({ updates: [update(), inTime] })).toMatch(/^The last update came in time\./);
    const updates = ['14:32', '14:22', '14:12', '14:02'].map((time, index) =>
      update({
        id: `upd_${index}`,
        at: `2026-11-24T${time}:00.000Z`,
        nextUpdateDueAt: `2026-11-24T14:${index === 1 ? 27 : 33}:00.000Z`,
      }),
    );
    expect(timeline({ updates })).toMatch(/^2 of 3 updates came in time\./);
    expect(timeline({ updates, isTruncated: true })).toMatch(/^2 of the last 3 updates came in time\./);
    expect(timeline({ updates: [first] })).not.toContain('came');
  });

  it('says so where older updates are cut off', () => {
    expect(timeline()).not.toContain('Older updates');
    expect(timeline({ isTruncated: true })).toMatch(/Older updates are no longer listed\.$/);
  });
});

it('shows planned work with its span, services and phase', () => {
  const maintenance = {
    id: 'mnt_1',
    revision: 1,
    title: 'Upgrade',
    message: '',
    phase: 'scheduled' as const,
    services: ['search'],
    startsAt: '2026-11-25T21:00:00.000Z',
    endsAt: '2026-11-25T22:00:00.000Z',
  };
  expect(words(<MaintenanceCard maintenance={maintenance} scene={scene} level={2} />)).toBe(
    'Upgrade25 Nov, 22:00 to 23:00 · planned Search'.replace('planned ', 'planned'),
  );
});
