import { describe, expect, it } from 'vitest';
import { bannerFor, toolsWithBanner } from '../../shared/core/banner.ts';
import { asTheRelaySays, toolSettings } from '../../shared/core/tool-settings.ts';
import { clientState, incidentView, tool } from '../support/builders.ts';

const crm = tool({ id: 'crm', name: 'Sales CRM', placement: 'bottom' });
const company = { tools: [{ tool: 'crm', placement: 'top', isOn: false }], locked: [] } as const;

describe('the setting of a tool', () => {
  it('is what the relay says where nobody has chosen', () => {
    expect(asTheRelaySays(crm)).toEqual({ isOn: true, placement: 'bottom' });
  });

  it('is what the company has set, each part by itself', () => {
    expect(toolSettings(company)(crm)).toEqual({ isOn: false, placement: 'top' });
    const onlyOff = { tools: [{ tool: 'crm', isOn: false }], locked: [] };
    expect(toolSettings(onlyOff)(crm)).toEqual({ isOn: false, placement: 'bottom' });
  });

  it('is the person’s where the company has not locked it', () => {
    const person = [{ tool: 'crm', placement: 'pill', isOn: true }] as const;
    expect(toolSettings(company, person)(crm)).toEqual({ isOn: true, placement: 'pill' });
  });

  it.each([
    ['tools', { isOn: false, placement: 'pill' }],
    ['placement', { isOn: true, placement: 'top' }],
  ])('is the company’s as far as %s is locked', (kind, expected) => {
    const person = [{ tool: 'crm', placement: 'pill', isOn: true }] as const;
    expect(toolSettings({ ...company, locked: [kind] }, person)(crm)).toEqual(expected);
  });

  it('is as the person chose it again once the company’s is gone', () => {
    const person = [{ tool: 'crm', placement: 'pill' }] as const;
    const locked = { ...company, locked: ['tools', 'placement'] };
    expect(toolSettings(locked, person)(crm)).toEqual({ isOn: false, placement: 'top' });
    expect(toolSettings({ tools: [], locked: [] }, person)(crm)).toEqual({ isOn: true, placement: 'pill' });
  });

  it('is found by the id, and by the name in any case', () => {
    const named = (name: string) => toolSettings({ tools: [{ tool: name, isOn: false }], locked: [] })(crm);
    expect(named('crm').isOn).toBe(false);
    expect(named('sales crm').isOn).toBe(false);
    expect(named('Sales').isOn).toBe(true);
  });

  it('is that of the id where another tool bears the id as its name', () => {
    const choices = [
      { tool: 'Sales CRM', placement: 'pill' },
      { tool: 'crm', placement: 'top' },
    ] as const;
    expect(toolSettings({ tools: choices, locked: [] })(crm).placement).toBe('top');
  });
});

describe('the banner of a tool', () => {
  const state = clientState([incidentView()]);
  const withServices = { ...crm, services: ['checkout'] };

  it('lies where it was chosen to lie', () => {
    const settings = toolSettings({ tools: [{ tool: 'crm', placement: 'pill' }], locked: [] });
    expect(bannerFor(state, withServices, settings)).toMatchObject({ form: 'pill', placement: 'pill' });
  });

  it('is not there where the tool was turned off', () => {
    const settings = toolSettings({ tools: [{ tool: 'crm', isOn: false }], locked: [] });
    expect(bannerFor(state, withServices, settings)).toBeNull();
    expect(toolsWithBanner(state).map(({ id }) => id)).toContain('crm');
    expect(toolsWithBanner(state, settings).map(({ id }) => id)).not.toContain('crm');
  });
});
