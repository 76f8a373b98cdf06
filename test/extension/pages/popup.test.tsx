import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../extension/data/messages.ts';
import { momentOf } from '../../../extension/pages/moment.ts';
import { PopupView } from '../../../extension/pages/popup/popup.tsx';
import { samples } from '../../ui/gallery/samples.ts';
import { silentHost } from './silent-host.ts';

const clocks = silentHost.clocks();

function popup(name: string, passedMs = 0, isSilent = false): string {
  const picture = samples[name];
  if (!picture) throw new Error(`no sample ${name}`);
  return renderToString(
    <PopupView
      host={silentHost}
      picture={picture}
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
    expect(html).not.toMatch(/What to tell customers|Join the call|class="step"/);
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
