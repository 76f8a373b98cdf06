import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { changePieces } from '../../shared/core/change-words.ts';
import { type Change, changesBetween } from '../../shared/core/changes.ts';
import { type Impact, impacts } from '../../shared/model/impact.ts';
import { phases } from '../../shared/model/phase.ts';
import { severities } from '../../shared/model/severity.ts';
import { updateView, view } from '../support/builders.ts';
import { english } from '../support/locales.ts';
import { holds } from '../support/property.ts';

const on = (services: Record<string, Impact>) =>
  Object.entries(services).map(([id, impact]) => ({ id, impact }));
const sentence = (change: Change, of = view()) =>
  changePieces(change, of, english())
    .map(({ text }) => text)
    .join('');
const words = (before: Parameters<typeof updateView>[0], after: Parameters<typeof updateView>[0]) =>
  changesBetween(updateView(before), updateView(after)).map((change) => sentence(change));

describe('what changed from one update to the next', () => {
  it('is nothing where only the text is another', () => {
    expect(words({ message: 'We look.' }, { message: 'We still look.' })).toEqual([]);
  });

  it.each([
    [{ severity: 'sev3' }, { severity: 'sev1' }, 'Graver: severity 1 instead of 3'],
    [{ severity: 'sev1' }, { severity: 'sev2' }, 'Less grave: severity 2 instead of 1'],
    [{ phase: 'investigating' }, { phase: 'monitoring' }, 'Now: fix in place, watching'],
    [{ phase: 'monitoring' }, { phase: 'identified' }, 'Back to: cause found'],
    [{ phase: 'resolved' }, { phase: 'investigating' }, 'Not over after all: looking into it'],
  ] as const)('%j, then %j: "%s"', (before, after, said) => {
    expect(words(before, after)).toEqual([said]);
  });

  it.each<[Record<string, Impact>, Record<string, Impact>, string[]]>([
    [
      { checkout: 'partial_outage' },
      { checkout: 'major_outage' },
      ['Checkout is worse: down instead of partly down'],
    ],
    [
      { checkout: 'major_outage' },
      { checkout: 'degraded_performance' },
      ['Checkout is better: slow or faulty instead of down'],
    ],
    [{ checkout: 'major_outage' }, { checkout: 'operational' }, ['Checkout works again']],
    [{}, { login: 'partial_outage' }, ['Login is affected too: partly down']],
    [{ login: 'operational' }, { login: 'partial_outage' }, ['Login is affected too: partly down']],
    [{ login: 'partial_outage' }, {}, ['Login is no longer named as affected']],
    [{ login: 'operational' }, {}, []],
    [{}, { login: 'operational' }, []],
    [{ gone: 'partial_outage' }, { gone: 'major_outage' }, ['gone is worse: down instead of partly down']],
  ])('services %j, then %j: %j', (before, after, said) => {
    expect(words({ services: on(before) }, { services: on(after) })).toEqual(said);
  });

  it('tells severity, phase and services, of these the worst news first', () => {
    expect(
      words(
        {
          severity: 'sev2',
          phase: 'monitoring',
          services: on({ search: 'major_outage', checkout: 'partial_outage' }),
        },
        {
          severity: 'sev1',
          phase: 'investigating',
          services: on({ search: 'operational', login: 'partial_outage', checkout: 'major_outage' }),
        },
      ).map((said) => said.split(/[ :]/)[0]),
    ).toEqual(['Graver', 'Back', 'Checkout', 'Login', 'Search']);
  });

  it('sets names apart from its own words', () => {
    const [change] = changesBetween(updateView({ services: [] }), updateView());
    expect(change && changePieces(change, view(), english()).filter(({ isName }) => isName)).toEqual([
      { text: 'Checkout', isName: true },
    ]);
  });

  it('takes a name for a name, whatever is in it', () => {
    const named = view([], { services: [{ id: 'checkout', name: '$2 $1 $& pay' }] });
    const [change] = changesBetween(updateView({ services: [] }), updateView());
    expect(change && sentence(change, named)).toBe('$2 $1 $& pay is affected too: partly down');
  });

  it('is never nothing where severity, phase or what is affected is another, and never something where all is the same', () => {
    const situation = fc.record({
      severity: fc.constantFrom(...severities),
      phase: fc.constantFrom(...phases),
      services: fc
        .dictionary(fc.constantFrom('checkout', 'login', 'search'), fc.constantFrom(...impacts))
        .map(on),
    });
    const affected = (services: ReturnType<typeof on>) =>
      services
        .filter(({ impact }) => impact !== 'operational')
        .map(({ id, impact }) => `${id} ${impact}`)
        .toSorted((a, b) => a.localeCompare(b))
        .join();
    holds(
      fc.property(situation, situation, (before, after) => {
        const isSame =
          before.severity === after.severity &&
          before.phase === after.phase &&
          affected(before.services) === affected(after.services);
        expect(changesBetween(before, after).length === 0).toBe(isSame);
      }),
    );
  });
});
