import * as fc from 'fast-check';
import { phases } from '../../../shared/model/phase.ts';
import { severities } from '../../../shared/model/severity.ts';

/** Stands in every text that outsiders must never see, in lower case. */
export const CANARY = 'zxcanary';

/** What everybody may know. `on` picks one of the incidents that there are. */
export type OpenStep =
  | { readonly kind: 'open'; readonly severity: string; readonly forSales: boolean }
  | { readonly kind: 'update'; readonly on: number; readonly phase: string; readonly severity: string }
  | { readonly kind: 'maintenance' }
  | { readonly kind: 'rename_service'; readonly name: string };

/** What only the board, liaisons and admins may know. */
export type SecretStep =
  | { readonly kind: 'secret_open'; readonly severity: string; readonly audiences: readonly string[] }
  | { readonly kind: 'secret_update'; readonly on: number; readonly phase: string; readonly severity: string }
  | { readonly kind: 'secret_audiences'; readonly on: number; readonly audiences: readonly string[] }
  | { readonly kind: 'secret_maintenance' }
  | { readonly kind: 'secret_draft' }
  | { readonly kind: 'secret_member' }
  | { readonly kind: 'secret_person' }
  | { readonly kind: 'secret_invitation' }
  | { readonly kind: 'secret_token' }
  | { readonly kind: 'secret_reading'; readonly on: number };

export type Step = OpenStep | SecretStep;

export interface History {
  /** Whether the outsider is in an audience, though not in the board. */
  readonly isInSales: boolean;
  readonly steps: readonly Step[];
}

export function isSecret(step: Step): step is SecretStep {
  return step.kind.startsWith('secret_');
}

const on = fc.nat(9);
const severity = fc.constantFrom(...severities);
const phase = fc.constantFrom(...phases);
const board = fc.subarray(['board', 'inner'], { minLength: 1 });
const only = <Kind extends string>(kind: Kind) => fc.constant(kind);

const openStep: fc.Arbitrary<OpenStep> = fc.oneof(
  fc.record({ kind: only('open'), severity, forSales: fc.boolean() }),
  fc.record({ kind: only('update'), on, phase, severity }),
  fc.record({ kind: only('maintenance') }),
  fc.record({ kind: only('rename_service'), name: fc.constantFrom('Checkout', 'Paying', 'Till') }),
);

const secretStep: fc.Arbitrary<SecretStep> = fc.oneof(
  fc.record({ kind: only('secret_open'), severity, audiences: board }),
  fc.record({ kind: only('secret_update'), on, phase, severity }),
  fc.record({ kind: only('secret_audiences'), on, audiences: board }),
  fc.record({ kind: only('secret_maintenance') }),
  fc.record({ kind: only('secret_draft') }),
  fc.record({ kind: only('secret_member') }),
  fc.record({ kind: only('secret_person') }),
  fc.record({ kind: only('secret_invitation') }),
  fc.record({ kind: only('secret_token') }),
  fc.record({ kind: only('secret_reading'), on }),
);

/** A history always holds one restricted incident, and something before it that everybody may know. */
export const history: fc.Arbitrary<History> = fc.record({
  isInSales: fc.boolean(),
  steps: fc
    .tuple(openStep, secretStep, fc.array(fc.oneof(openStep, secretStep), { maxLength: 8 }))
    .map(([first, secret, more]) => [
      { kind: 'open', severity: 'sev2', forSales: false } as const,
      first,
      { kind: 'secret_open', severity: 'sev1', audiences: ['board'] } as const,
      secret,
      ...more,
    ]),
});
