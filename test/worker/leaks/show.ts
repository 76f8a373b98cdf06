import { reset } from 'cloudflare:test';
import { vi } from 'vitest';
import { stateMemo } from '../../../worker/http/state-memo.ts';
import { type History, isSecret } from './history.ts';
import { emptyRelay } from '../relay.ts';
import { hearAll, heardBy, listen, type Output, readAll, readById } from './outsider.ts';
import { foundCompany, type Made, nothingMade, seeded, take } from './world.ts';

/** What outsiders were shown in one history: every output, and every line that the relay logged meanwhile. */
export interface Shown {
  readonly outputs: readonly Output[];
  readonly heard: readonly string[];
  readonly logged: readonly string[];
}

/** Runs a history. `ids` says for which ids of it the outsider asks by name. */
export async function show(
  { isInSales, steps }: History,
  ids: (made: Made) => readonly string[],
  check: (made: Made) => Promise<void> = async () => {},
): Promise<Shown> {
  const logged: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((line) => void logged.push(String(line)));
  const made = nothingMade();
  await seeded('company', () => foundCompany(isInSales));
  const browser = await seeded('listen', listen);
  let [open, secret] = [0, 0];
  for (const step of steps) {
    const seed = isSecret(step) ? `secret ${(secret += 1)}` : `open ${(open += 1)}`;
    await seeded(seed, () => take(step, made));
    stateMemo.forgetAll();
    await hearAll(browser);
  }
  await check(made);
  const outputs = await seeded('asking', async () => [
    ...(await readAll('stakeholder')),
    ...(await readAll('nobody')),
  ]);
  for (const id of ids(made)) outputs.push(...(await seeded(`asking for ${id}`, () => readById(id))));
  const heard = await seeded('late', () => heardBy(browser));
  spy.mockRestore();
  return { outputs, heard, logged };
}

/** An empty relay again. */
export async function startOver(): Promise<void> {
  await reset();
  await emptyRelay();
  stateMemo.forgetAll();
}

/** An id that nothing has. */
export const nameless = (kind: string) => `${kind}_${'0'.repeat(32)}`;
