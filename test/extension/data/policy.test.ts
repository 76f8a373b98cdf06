import { describe, expect, it } from 'vitest';
import { noPolicy, readPolicy } from '../../../extension/data/policy.ts';

/** A policy with every key. */
const whole = {
  relayUrl: 'https://masthead.example.com/',
  signInHint: 'Use your example.com address.',
  tools: [
    { tool: 'crm', placement: 'top', isOn: true },
    { tool: 'Help desk', isOn: false },
  ],
  leastUrgency: 'quiet_bar',
  quietHoursExceptSev1: false,
  locked: ['relay', 'placement'],
  supportUrl: 'https://help.example.com/masthead',
  supportLabel: 'Ask the service desk',
};

describe('a policy', () => {
  it('is read whole, with the address cut down to its origin', () => {
    expect(readPolicy(whole)).toEqual({
      policy: { ...whole, relayUrl: 'https://masthead.example.com' },
      problems: [],
    });
  });

  it('without a key means the default of that key', () => {
    expect(readPolicy({})).toEqual({ policy: noPolicy, problems: [] });
    expect(noPolicy).toEqual({
      relayUrl: null,
      signInHint: null,
      tools: [],
      leastUrgency: null,
      quietHoursExceptSev1: true,
      locked: [],
      supportUrl: null,
      supportLabel: null,
    });
  });
});

describe('a wrong key', () => {
  it.each([
    ['relayUrl', 'http://masthead.example.com', 'relayUrl: must be an https:// address'],
    ['relayUrl', 'https://who:secret@example.com', 'relayUrl: must be an https:// address'],
    ['relayUrl', 7, 'relayUrl: must be string'],
    ['signInHint', '', 'signInHint: must not be empty'],
    ['signInHint', 'x'.repeat(201), 'signInHint: must be at most 200 characters'],
    ['signInHint', 'a\u202Eb', 'signInHint: unsafe_text'],
    ['tools', { tool: 'crm' }, 'tools: must be Array'],
    ['tools', Array.from({ length: 201 }, () => ({ tool: 'crm' })), 'tools: must hold at most 200 tools'],
    [
      'leastUrgency',
      'loud',
      'leastUrgency: must be ("badge" | "quiet_bar" | "full_bar" | "notification" | "acknowledgement")',
    ],
    ['quietHoursExceptSev1', 'yes', 'quietHoursExceptSev1: must be boolean'],
    ['locked', 'relay', 'locked: must be Array'],
    ['supportUrl', 'javascript:alert(1)', 'supportUrl: unsafe_link'],
    ['supportUrl', 'http://localhost/', 'supportUrl: must be an https:// address'],
    ['supportLabel', 'two\nlines', 'supportLabel: unsafe_text'],
  ])('(%s: %j) is named and left out, and the rest counts', (key, value, problem) => {
    const { policy, problems } = readPolicy({ ...whole, [key]: value });
    expect(problems).toEqual([problem]);
    const { [key]: _left, ...rest } = whole as Record<string, unknown>;
    expect(policy).toEqual(readPolicy(rest).policy);
  });

  it('that is unknown is named', () => {
    const { policy, problems } = readPolicy({ ...whole, relayURL: 'https://a.example', toString: 1 });
    expect(problems).toEqual(['relayURL: unknown key', 'toString: unknown key']);
    expect(policy.relayUrl).toBe('https://masthead.example.com');
  });

  it('is never repeated with its value, which may be a secret in the wrong field', () => {
    const { problems } = readPolicy({
      quietHoursExceptSev1: 'mh_secret',
      leastUrgency: 'mh_secret',
      tools: ['mh_secret'],
    });
    expect(problems).toHaveLength(3);
    expect(problems.join()).not.toContain('mh_secret');
  });
});

describe('a wrong entry of a list', () => {
  it('is left out alone', () => {
    const { policy, problems } = readPolicy({
      tools: [
        { tool: 'crm', placement: 'middle' },
        { tool: 'desk', isOn: false },
        { tool: 'wiki', colour: 'red' },
        { placement: 'top' },
      ],
      locked: ['relay', 'everything'],
    });
    expect(policy.tools).toEqual([{ tool: 'desk', isOn: false }]);
    expect(policy.locked).toEqual(['relay']);
    expect(problems).toEqual([
      'tools[0].placement: must be ("bottom" | "top" | "push" | "pill")',
      'tools[2].colour: unknown key',
      'tools[3].tool: is missing',
      'locked[1]: must be ("tools" | "placement" | "urgency" | "quiet_hours" | "relay")',
    ]);
  });
});

describe('what is no policy at all', () => {
  it.each([null, undefined, 'policy', 3, [whole]])('(%j) is named, and nothing is set', (raw) => {
    expect(readPolicy(raw)).toEqual({ policy: noPolicy, problems: ['the policy: must be an object'] });
  });
});
