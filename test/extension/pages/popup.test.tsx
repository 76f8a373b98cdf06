import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../extension/data/messages.ts';
import { momentOf } from '../../../extension/pages/moment.ts';
import { PopupView } from '../../../extension/pages/popup/popup.tsx';
import { loadParts, type Parts } from '../../../extension/pages/popup/parts.ts';
import { scenes } from '../../ui/gallery/scenes.ts';
import { silentHost } from './silent-host.ts';

const clocks = silentHost.clocks();

const noParts: Parts = { AwayCard: null, Planned: null, OverToday: null, Signals: null };
const parts = new Map(
  await Promise.all(
    Object.entries(scenes).map(async ([name, picture]) => [name, await loadParts(picture)] as const),
  ),
);

function popup(name: string, passedMs = 0, isSilent = false): string {
  const picture = scenes[name];
  if (!picture) throw new Error(`no sample ${name}`);
  return renderToString(
    <PopupView
      host={silentHost}
      picture={picture}
      parts={parts.get(name) ?? noParts}
      moment={moment(picture, passedMs, isSilent)}
      isSilent={isSilent}
      refresh={() => Promise.resolve(null)}
    />,
  );
}

function moment(picture: Picture, passedMs: number, isSilent: boolean) {
  return momentOf({ ...picture, at: clocks }, { wallMs: 1_000 + passedMs, monotonicMs: 1_000 }, isSilent);
}

describe('the popup', () => {
  it('says that there is no incident while a confirmation is fresh', () => {
    expect(popup('empty')).toContain('No incidents now');
    expect(popup('empty')).toContain('Confirmed less than a minute ago');
  });

  it.each([
    ['its confirmation is a minute old', popup('empty', 48_000)],
    ['the background is silent', popup('empty', 0, true)],
    ['the relay is out of reach', popup('unknown')],
    ['it is not paired', popup('unpaired')],
  ])('never says so when %s', (_why, html) => {
    expect(html).not.toMatch(/No incident/);
    expect(html).toMatch(/Status unknown|Not connected yet/);
    expect(html).not.toContain('Confirmed less than a minute ago');
  });

  it('offers to reload when the background is silent', () => {
    expect(popup('one', 0, true)).toContain('Reload Masthead');
  });

  it('keeps known incidents in sight while cut off, and says that they may have changed', () => {
    const html = popup('stale');
    expect(html).toContain('Last known: 1 incident');
    expect(html).toContain('Checkout');
    expect(html).toContain('may have changed');
    expect(html).toContain('Not confirmed since 15:02');
  });

  it('leads to the settings while unpaired', () => {
    expect(popup('unpaired')).toContain('Open settings');
  });

  it('lists live incidents gravest first, then what is planned, then what is over', () => {
    const html = popup('three');
    const order = [
      'Nobody can sign in since',
      'Card payments fail for about a third',
      'More capacity is in place',
      'Database upgrade',
      'Reports</bdi> works again',
    ].map((text) => html.indexOf(text));
    expect(order).not.toContain(-1);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('shows of each of several incidents what was said last, and lets the rest be unfolded', () => {
    const html = popup('three');
    expect(html.match(/aria-expanded="false"[^>]*>Show more/g)).toHaveLength(3);
    expect(html.match(/>Got it/g)).toHaveLength(2);
    expect(html).not.toMatch(/What to tell customers|Join the call|class="step"|Snooze until/);
  });

  it('shows all of an incident that is alone, with nothing to unfold', () => {
    const html = popup('one');
    expect(html).not.toContain('aria-expanded');
    expect(html).toMatch(/class="step".*What to tell customers.*Join the call/s);
  });

  it('says so where a person has acknowledged, and lists the incident all the same', () => {
    expect(popup('acknowledged')).toContain('You said got it');
  });
});

const words = (html: string) =>
  html
    .replace(/<span class="unseen">.*?<\/span>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');

/** True where all these words are there, in this order. */
function inOrder(html: string, parts: readonly string[]): boolean {
  const places = parts.map((part) => words(html).indexOf(part));
  return places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0));
}

describe('what concerns the person', () => {
  it('is counted in the headline, and comes before what else is going on', () => {
    expect(
      inOrder(popup('others'), [
        '1 incident on your services',
        'Checkout is partly down',
        'Also going on',
        'Reports is slow or faulty',
      ]),
    ).toBe(true);
  });

  it('is not set apart where there is nothing else', () => {
    expect(words(popup('one'))).toContain('1 incident now');
    expect(words(popup('quiet'))).toContain('No incidents now');
  });

  it('may be nothing, while all that is going on stays listed', () => {
    expect(
      inOrder(popup('elsewhere'), ['No incidents on your services', 'Also going on', 'Reports is slow']),
    ).toBe(true);
  });

  it('is not said to be nothing unless that is confirmed', () => {
    expect(popup('quiet', 48_000)).not.toMatch(/No incident/);
    expect(popup('elsewhere', 48_000)).not.toMatch(/No incident/);
  });

  it('is shown whole where it is one, and what does not concern them in brief, asking nothing', () => {
    const [mine = '', other = ''] = popup('others').split('Also going on');
    expect(mine).toMatch(/class="step".*>Got it</s);
    expect(other).not.toMatch(/class="step"|>Got it<|Snooze/);
    expect(other).toMatch(/aria-expanded="false"[^>]*>Show more/);
  });
});

describe('a card in the popup', () => {
  it('says plainly that a "Got it" is asked for, and offers no way to put it off', () => {
    expect(words(popup('asks'))).toContain('You are asked to say “Got it”.');
    expect(popup('asks')).not.toContain('Snooze');
    expect(words(popup('others'))).not.toContain('You are asked');
  });

  it.each([
    ['others', 'Snooze until next update', 'Show its bar again'],
    ['snoozed', 'Show its bar again', 'Snooze'],
    ['hidden', 'Show its bar again', 'Snooze'],
    ['acknowledged', 'Show its bar again', 'Snooze'],
  ])('%s: "%s"', (name, offered, absent) => {
    expect(words(popup(name))).toContain(offered);
    expect(words(popup(name))).not.toContain(absent);
  });

  it('says that quiet hours hold its bar back, and offers to show it, also where it is folded', () => {
    expect(
      words(popup('quiet-hours')).match(/Quiet hours until 16:30: no barShow its barDetails/g),
    ).toHaveLength(2);
    expect(popup('quiet-hours')).not.toContain('Snooze');
  });

  it('lets each of several be put off without being unfolded', () => {
    // Of the others one asks for a "Got it", and one is not urgent enough for a bar.
    expect(popup('three').match(/>Snooze</g)).toHaveLength(1);
  });

  it('says when a bar that was snoozed comes back', () => {
    expect(words(popup('snoozed'))).toContain('Its bar comes back with the next update.');
    expect(words(popup('hidden'))).not.toContain('comes back');
  });

  it('offers to show all updates where there are several, and begins with the latest', () => {
    expect(
      inOrder(popup('timeline'), ['Latest update', 'Show all 5 updates', 'All traffic goes through']),
    ).toBe(true);
    expect(words(popup('timeline'))).not.toContain('The fix did not hold');
    expect(words(popup('others'))).not.toContain('Show all');
  });

  it('keeps showing what people can do, though a later update does not repeat it', () => {
    expect(words(popup('timeline'))).toContain('Take orders by invoice.');
  });

  it('asks how it is for the person, and shows what they said last', () => {
    expect(popup('others').match(/aria-pressed="false"/g)).toHaveLength(3);
    expect(popup('signals')).toMatch(/aria-pressed="true"[^>]*>Customers are asking/);
    expect(popup('signals').match(/aria-pressed="true"/g)).toHaveLength(1);
    expect(words(popup('signals'))).toContain('The people who write the updates see this.');
  });

  it('asks nothing of that kind where the relay would not understand it', () => {
    expect(popup('one')).not.toContain('aria-pressed');
  });
});

describe('a test incident', () => {
  it('is called a test, and counted in no headline', () => {
    expect(words(popup('test'))).toContain('2 incidents now');
    expect(inOrder(popup('test'), ['2 incidents now', 'Test – this is what an incident looks like'])).toBe(
      true,
    );
    expect(inOrder(popup('test-only'), ['No incidents now', 'Test – this is'])).toBe(true);
  });
});

describe('the foot of the popup', () => {
  it('leads to the status page of the relay, where there is one', () => {
    expect(popup('one')).toContain('>Status page</button>');
    expect(popup('stale')).toContain('>Status page</button>');
    expect(popup('unpaired')).not.toContain('Status page');
  });
});

describe('a screen reader', () => {
  it('hears the time of a heading as it is shown, and gets all of it where a time stands alone', () => {
    const [heading = '', rest = ''] = popup('one').split('</h2>');
    expect(heading).toMatch(/title="[^"]*UTC\)"/);
    expect(heading).not.toContain('class="unseen"');
    expect(rest).toMatch(/<span class="unseen">[^<]*UTC\)/);
  });
});

describe('while the person was away', () => {
  it('is one card on top: what began, what changed and how, and what is over', () => {
    expect(
      inOrder(popup('away'), [
        'While you were away since 13:45 (1 h 49 min)',
        'New Checkout is partly down',
        'Changed Card payments is partly down',
        'Card payments is affected too: partly down',
        'Over Search works again',
        'Also going on',
      ]),
    ).toBe(true);
    expect(popup('away').match(/While you were away/g)).toHaveLength(1);
  });

  it('there is no card where nothing happened on their services, and none for who was not away', () => {
    expect(popup('away-nothing')).not.toContain('While you were away');
    expect(popup('others')).not.toContain('While you were away');
  });
});
