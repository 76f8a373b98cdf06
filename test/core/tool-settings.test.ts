import { describe, expect, it } from 'vitest';
import { bannerFor, toolsWithBanner } from '../../shared/core/banner.ts';
import { type CompanyToolChoice, noFleetRules, type ToolChoice } from '../../shared/core/standing.ts';
import { toolSetting } from '../../shared/core/tool-settings.ts';
import { incidentView, standing, tool } from '../support/builders.ts';

const crm = tool({ id: 'crm', name: 'Sales CRM', placement: 'bottom' });
const company = { tools: [{ tool: 'crm', placement: 'top', isOn: false }], locked: [] } as const;

interface Company {
  readonly tools: readonly CompanyToolChoice[];
  readonly locked: readonly string[];
}
const setting = (given: Company, person: ToolChoice = {}) =>
  toolSetting(crm, { tools: { crm: person }, fleet: { ...noFleetRules, ...given } });

describe('the setting of a tool', () => {
  it('is what the relay says where nobody has chosen', () => {
    expect(toolSetting(crm, { tools: {}, fleet: noFleetRules })).toEqual({ isOn: true, placement: 'bottom' });
  });

  it('is what the company has set, each part by itself', () => {
    expect(setting(company)).toEqual({ isOn: false, placement: 'top' });
    const onlyOff = { tools: [{ tool: 'crm', isOn: false }], locked: [] };
    expect(setting(onlyOff)).toEqual({ isOn: false, placement: 'bottom' });
  });

  it('is the person’s where the company has not locked it', () => {
    const person = { placement: 'pill', isOn: true } as const;
    expect(setting(company, person)).toEqual({ isOn: true, placement: 'pill' });
  });

  it.each([
    ['tools', { isOn: false, placement: 'pill' }],
    ['placement', { isOn: true, placement: 'top' }],
  ])('is the company’s as far as %s is locked', (kind, expected) => {
    const person = { placement: 'pill', isOn: true } as const;
    expect(setting({ ...company, locked: [kind] }, person)).toEqual(expected);
  });

  it('is as the person chose it again once the company’s is gone', () => {
    const person = { placement: 'pill' } as const;
    const locked = { ...company, locked: ['tools', 'placement'] };
    expect(setting(locked, person)).toEqual({ isOn: false, placement: 'top' });
    expect(setting({ tools: [], locked: [] }, person)).toEqual({ isOn: true, placement: 'pill' });
  });

  it('is found by the id, and by the name in any case', () => {
    const named = (name: string) => setting({ tools: [{ tool: name, isOn: false }], locked: [] });
    expect(named('crm').isOn).toBe(false);
    expect(named('sales crm').isOn).toBe(false);
    expect(named('Sales').isOn).toBe(true);
  });

  it('is that of the id where another tool bears the id as its name', () => {
    const choices = [
      { tool: 'Sales CRM', placement: 'pill' },
      { tool: 'crm', placement: 'top' },
    ] as const;
    expect(setting({ tools: choices, locked: [] }).placement).toBe('top');
  });
});

describe('the banner of a tool', () => {
  const under = (choice: ToolChoice) =>
    standing([incidentView()], { fleet: { ...noFleetRules, tools: [{ tool: 'crm', ...choice }] } });
  const withServices = { ...crm, services: ['checkout'] };

  it('lies where it was chosen to lie', () => {
    expect(bannerFor(under({ placement: 'pill' }), withServices)).toMatchObject({
      form: 'pill',
      placement: 'pill',
    });
  });

  it('is not there where the tool was turned off', () => {
    const off = under({ isOn: false });
    expect(bannerFor(off, withServices)).toBeNull();
    expect(toolsWithBanner(under({})).map((one) => one.tool.id)).toContain('crm');
    expect(toolsWithBanner(off).map((one) => one.tool.id)).not.toContain('crm');
  });
});
