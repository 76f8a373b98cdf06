import { describe, expect, it } from 'vitest';
import { createBadgePainter, type ToolbarButton } from '../../../extension/background/badge.ts';
import { type ClientState, emptyClientState } from '../../../shared/core/client-state.ts';
import { badgeColours } from '../../../shared/ui/tones.ts';
import { english } from '../../support/locales.ts';
import { incident, services } from './support/examples.ts';

const NOW = '2026-11-24T14:02:00.000Z';
const locale = english();
const withIncident: ClientState = {
  ...emptyClientState,
  view: { services, tools: [], incidents: [incident()], maintenances: [] },
};

function fakeButton() {
  const shown: Record<string, unknown> = {};
  let calls = 0;
  const keep = async (details: object) => {
    calls += 1;
    Object.assign(shown, 'color' in details ? {} : details);
  };
  const button: ToolbarButton = {
    setBadgeText: keep,
    setIcon: keep,
    setTitle: keep,
    setBadgeBackgroundColor: async ({ color }) => void (shown['background'] = color),
    setBadgeTextColor: async ({ color }) => void (shown['colour'] = color),
  };
  return { button, shown, calls: () => calls };
}

describe('the toolbar button', () => {
  it('shows number, colour of the worst, active icon and the sentence', async () => {
    const { button, shown } = fakeButton();
    await createBadgePainter(button, locale)(withIncident, 'current', NOW);
    expect(shown).toMatchObject({
      text: '1',
      background: badgeColours('partly_down').background,
      path: { 16: '/icon/active-16.png', 24: '/icon/active-24.png', 32: '/icon/active-32.png' },
    });
    expect(shown['title']).toContain('Checkout is partly down since 14:00');
  });

  it('claims nothing where nothing is known to be wrong', async () => {
    const { button, shown } = fakeButton();
    await createBadgePainter(button, locale)(emptyClientState, 'current', NOW);
    expect(shown).toMatchObject({ text: '', path: { 16: '/icon/quiet-16.png' } });
  });

  it('keeps the known number and says that it is unsure while cut off', async () => {
    const { button, shown } = fakeButton();
    await createBadgePainter(button, locale)(withIncident, 'stale', NOW);
    expect(shown).toMatchObject({ text: '1?', path: { 16: '/icon/unknown-16.png' } });
    expect(shown['title']).toContain('cut off');
  });

  it('leaves alone what stands there already', async () => {
    const { button, calls } = fakeButton();
    const paint = createBadgePainter(button, locale);
    await paint(withIncident, 'current', NOW);
    const before = calls();
    await paint(withIncident, 'current', NOW);
    expect(calls()).toBe(before);
  });

  it('paints again after a painting that failed', async () => {
    const { button, shown } = fakeButton();
    const paint = createBadgePainter(
      {
        ...button,
        setIcon: () =>
          shown['failed'] ? button.setIcon({ path: {} }) : Promise.reject(new Error('no icon')),
      },
      locale,
    );
    await expect(paint(withIncident, 'current', NOW)).rejects.toThrow('no icon');
    shown['failed'] = true;
    shown['text'] = 'lost';
    await paint(withIncident, 'current', NOW);
    expect(shown['text']).toBe('1');
  });
});
