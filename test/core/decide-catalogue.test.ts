import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/core/command.ts';
import { decide } from '../../shared/core/decide.ts';
import { ASSIGNED_GROUP_LETTERS, catalogueLimits } from '../../shared/core/decide-catalogue.ts';
import { audience, byId, carryOut, contextAt, opening, organisation, tool } from '../support/builders.ts';

const ask = (command: Command, state = organisation()) => decide(state, command, contextAt(0));
const service = { id: 'mail', name: 'Mail' };
const rule = {
  publish: 'draft',
  flapMinutes: 0,
  services: [],
  severities: [],
  severity: 'sev3',
  audiences: [],
} as const;
const source = { id: 'am', name: 'Alertmanager', kind: 'alertmanager' } as const;

const ruled = (over: object): Command => ({
  type: 'save_source',
  source: { ...source, rule: { ...rule, services: [], severities: [], audiences: [], ...over } },
});

describe('the catalogue', () => {
  it.each<[string, Command]>([
    ['a service', { type: 'save_service', service }],
    ['a tool', { type: 'save_tool', tool: tool({ id: 'wiki', services: ['login'] }) }],
    ['an audience', { type: 'save_audience', audience: audience({ id: 'press' }) }],
    ['a source', ruled({ services: [{ match: 'co', id: 'checkout', impact: 'major_outage' }] })],
  ])('takes %s', (_, command) => {
    expect(ask(command)).toHaveLength(1);
  });

  it.each<[string, Command, string]>([
    [
      'a tool for a service that is not there',
      { type: 'save_tool', tool: tool({ services: ['nope'] }) },
      'unknown_service',
    ],
    [
      'a tool for an inherited name',
      { type: 'save_tool', tool: tool({ services: ['constructor'] }) },
      'unknown_service',
    ],
    [
      'a rule for a service that is not there',
      ruled({ services: [{ match: 'x', id: 'nope', impact: 'operational' }] }),
      'unknown_service',
    ],
    [
      'an audience with an assigned service that is not there',
      { type: 'save_audience', audience: audience({ services: ['login', 'nope'] }) },
      'unknown_service',
    ],
    ['a rule for an audience that is not there', ruled({ audiences: ['nope'] }), 'unknown_audience'],
    [
      'a new service under a taken id',
      { type: 'save_service', service: { ...service, id: 'login' }, mustBeNew: true },
      'already_exists',
    ],
    ['removing a service that a tool shows', { type: 'remove_service', id: 'login' }, 'in_use'],
    ['removing what is not there', { type: 'remove_tool', id: 'nope' }, 'not_found'],
    ['removing an inherited name', { type: 'remove_service', id: 'constructor' }, 'not_found'],
  ])('refuses %s', (_, command, rejected) => {
    expect(ask(command)).toMatchObject({ rejected });
  });

  it('takes a new service under the name of an inherited property', () => {
    const command: Command = {
      type: 'save_service',
      service: { id: 'constructor', name: 'Site' },
      mustBeNew: true,
    };
    expect(ask(command)).toHaveLength(1);
  });

  it('keeps an audience that something is still meant for, even once that is over', () => {
    const opened = {
      type: 'open_incident',
      input: opening({ audiences: ['board'], phase: 'resolved' }),
    } as const;
    const { state } = carryOut(organisation(), [{ command: opened, minute: 0 }]);
    expect(ask({ type: 'remove_audience', id: 'board' }, state)).toMatchObject({ rejected: 'in_use' });
    expect(ask({ type: 'remove_audience', id: 'sales' }, state)).toHaveLength(1);
  });

  it('lets go of a service once its incident is over', () => {
    const free = { ...organisation(), tools: {} };
    const opened = { type: 'open_incident', input: opening() } as const;
    const { state } = carryOut(free, [{ command: opened, minute: 0 }]);
    expect(ask({ type: 'remove_service', id: 'checkout' }, state)).toMatchObject({ rejected: 'in_use' });
    const ended = {
      type: 'post_update',
      incidentId: 'inc_0_2',
      input: { message: 'Over.', phase: 'resolved' },
    } as const;
    const after = carryOut(state, [{ command: ended, minute: 1 }]).state;
    expect(ask({ type: 'remove_service', id: 'checkout' }, after)).toHaveLength(1);
  });

  it('does not remove a service that an admin wants people to follow', () => {
    const assigning = { board: audience({ services: ['checkout'] }) };
    const state = { ...organisation(), tools: {}, audiences: assigning };
    expect(ask({ type: 'remove_service', id: 'checkout' }, state)).toMatchObject({
      rejected: 'in_use',
      detail: 'Still in use by audience "board".',
    });
    expect(ask({ type: 'remove_service', id: 'search' }, state)).toHaveLength(1);
  });

  it('names the service that an audience cannot assign', () => {
    const command: Command = { type: 'save_audience', audience: audience({ services: ['login', 'nope'] }) };
    expect(ask(command)).toMatchObject({ detail: 'There is no service "nope".' });
  });

  it('takes as many assigned groups as one message has room for, by all audiences together', () => {
    const name = (number: number) => `Group ${number} `.padEnd(79, '.');
    const groups = Array.from({ length: ASSIGNED_GROUP_LETTERS / 80 }, (_, number) => name(number));
    const [board, sales] = [audience({ groups: groups.slice(1) }), audience({ id: 'sales' })];
    const state = { ...organisation(), audiences: byId([board, sales]) };
    const assign = (...names: string[]) =>
      ask({ type: 'save_audience', audience: { ...sales, groups: names } }, state);
    expect(assign(name(0))).toHaveLength(1);
    // A name that another audience assigns already takes no more room.
    expect(assign(name(0), name(1))).toHaveLength(1);
    expect(assign(name(0), 'x')).toMatchObject({ rejected: 'catalogue_full' });
  });

  it('is full at its limit, and then still lets what is there be changed', () => {
    const many = Array.from({ length: catalogueLimits.services }, (_, i) => ({
      id: `s${i}`,
      name: `S ${i}`,
    }));
    const full = { ...organisation(), services: byId(many) };
    expect(ask({ type: 'save_service', service }, full)).toMatchObject({ rejected: 'catalogue_full' });
    expect(ask({ type: 'save_service', service: { id: 's0', name: 'Other' } }, full)).toHaveLength(1);
  });
});
