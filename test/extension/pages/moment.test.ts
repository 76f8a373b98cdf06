import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../extension/pages/moment.ts';

const heard = {
  relayNow: '2026-11-24T14:00:10.000Z',
  confirmedAt: '2026-11-24T14:00:00.000Z',
  link: 'current',
  at: { wallMs: 5_000, monotonicMs: 100 },
} as const;

const after = (wallMs: number, monotonicMs: number, isSilent = false) =>
  momentOf(
    heard,
    { wallMs: heard.at.wallMs + wallMs, monotonicMs: heard.at.monotonicMs + monotonicMs },
    isSilent,
  );

describe('a surface that is shown', () => {
  it('counts the relay’s time on with its own clocks', () => {
    expect(after(20_000, 20_000).now).toBe('2026-11-24T14:00:30.000Z');
  });

  it('vouches for a minute from the confirmation, and not a millisecond longer', () => {
    expect(after(49_999, 49_999).link).toBe('current');
    expect(after(50_000, 50_000).link).toBe('stale');
  });

  it('says how long it may go on without a new word', () => {
    expect(after(0, 0).goodForMs).toBe(50_000);
  });

  it('believes the wall clock where the other one stood still in sleep', () => {
    expect(after(3_600_000, 10).link).toBe('stale');
  });

  it('believes the other clock where the wall clock was set back', () => {
    expect(after(-3_600_000, 60_000).link).toBe('stale');
  });

  it('knows nothing once the background is silent', () => {
    expect(after(0, 0, true).link).toBe('stale');
  });

  it('leaves the other words of the connection as they are', () => {
    expect(momentOf({ ...heard, link: 'refused' }, heard.at, true).link).toBe('refused');
    expect(momentOf({ ...heard, link: 'unpaired', confirmedAt: null }, heard.at, false).link).toBe(
      'unpaired',
    );
  });
});
