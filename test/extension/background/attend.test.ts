import { expect, it } from 'vitest';
import { hideHere, showHere } from '../../../extension/background/attend.ts';
import { loadChoices } from '../../../extension/background/choices.ts';
import { storedHidden } from '../../../extension/background/hidden.ts';
import { emptyClientState } from '../../../shared/core/client-state.ts';
import { incident } from './support/examples.ts';
import { FakeStorage } from './support/fake-storage.ts';

it('shows a bar again in one tab, whose host is gone and must be put there anew', async () => {
  const seen: string[] = [];
  const hidden = storedHidden(new FakeStorage());
  const ports = {
    state: () => ({ ...emptyClientState, view: { ...emptyClientState.view, incidents: [incident()] } }),
    choices: await loadChoices(new FakeStorage()),
    hidden,
    repaint: async () => void seen.push('repaint'),
    tellHost: async () => {},
    tellPages: async () => void seen.push('pages'),
    forgetShown: () => void seen.push('every tab'),
  };
  await hideHere('inc_1', 7, ports);
  await hideHere('inc_1', 8, ports);
  seen.length = 0;
  await showHere('inc_1', 7, ports);
  expect(await hidden.load()).toEqual({ 8: { inc_1: 1 } });
  expect(seen).toEqual(['every tab', 'repaint', 'pages']);
});
