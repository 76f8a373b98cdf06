import { type Impact, impactRank } from '../model/impact.ts';
import { isStepBack, type Phase } from '../model/phase.ts';
import { type Severity, severityRank } from '../model/severity.ts';
import type { UpdateView } from '../protocol/view.ts';

/** One thing that is otherwise since an update. The text of the update may say why; this is what the data say. */
export type Change =
  | { readonly kind: 'graver' | 'less_grave'; readonly from: Severity; readonly to: Severity }
  | { readonly kind: 'moved_on' | 'moved_back' | 'reopened'; readonly to: Phase }
  /** A service that was not named, or worked. */
  | { readonly kind: 'affected_too'; readonly service: string; readonly to: Impact }
  | {
      readonly kind: 'worse' | 'better';
      readonly service: string;
      readonly from: Impact;
      readonly to: Impact;
    }
  | { readonly kind: 'works_again' | 'no_longer_named'; readonly service: string };

type Situation = Pick<UpdateView, 'severity' | 'phase' | 'services'>;

/** What is otherwise in `after` than it was in `before`: severity, phase, then services, the worst news first. */
export function changesBetween(before: Situation, after: Situation): Change[] {
  return [
    ...severityChanges(before, after),
    ...phaseChanges(before, after),
    ...serviceChanges(before, after),
  ];
}

function severityChanges({ severity: from }: Situation, { severity: to }: Situation): Change[] {
  if (from === to) return [];
  return [{ kind: severityRank(to) > severityRank(from) ? 'graver' : 'less_grave', from, to }];
}

function phaseChanges({ phase: from }: Situation, { phase: to }: Situation): Change[] {
  if (from === to) return [];
  if (from === 'resolved') return [{ kind: 'reopened', to }];
  return [{ kind: isStepBack(from, to) ? 'moved_back' : 'moved_on', to }];
}

function serviceChanges(before: Situation, after: Situation): Change[] {
  const was = new Map(before.services.map(({ id, impact }) => [id, impact]));
  const is = new Map(after.services.map(({ id, impact }) => [id, impact]));
  return [...new Set([...is.keys(), ...was.keys()])]
    .flatMap((id) => serviceChange(id, was.get(id), is.get(id)) ?? [])
    .toSorted((a, b) => serviceOrder.indexOf(a.kind) - serviceOrder.indexOf(b.kind));
}

const serviceOrder: readonly Change['kind'][] = [
  'worse',
  'affected_too',
  'better',
  'works_again',
  'no_longer_named',
];

/** A service that works is as good as one that is not named: coming or going as such, it is no news. */
function serviceChange(service: string, from: Impact = 'operational', to?: Impact): Change | null {
  if (from === (to ?? 'operational')) return null;
  if (to === undefined) return { kind: 'no_longer_named', service };
  if (to === 'operational') return { kind: 'works_again', service };
  if (from === 'operational') return { kind: 'affected_too', service, to };
  return { kind: impactRank(to) > impactRank(from) ? 'worse' : 'better', service, from, to };
}
