import { inProject } from '../lib/project.ts';
import type { Bindings } from '../relay/config.ts';

type Setup =
  | { readonly kind: 'local' | 'deployed' }
  | {
      readonly kind: 'faulty';
      readonly faults: readonly { readonly path: string; readonly message: string }[];
    };

/** What the worker itself finds wrong with what decides who gets in, so that there is one reader of it. */
export async function setupFaults(bindings: Bindings): Promise<readonly { path: string; message: string }[]> {
  // By a computed name: the worker is compiled against other globals than the scripts are.
  const file: string = inProject('worker/auth/setup.ts');
  const { setupOf } = (await import(file)) as { setupOf: (env: Bindings) => Setup };
  const setup = setupOf(bindings);
  return setup.kind === 'faulty' ? setup.faults : [];
}
