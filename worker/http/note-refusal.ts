import type { Rejection } from '../../shared/core/rejection.ts';
import { nowMs } from '../clock.ts';
import { errorName, log } from '../log.ts';
import type { Caller } from '../hub/hub-api.ts';
import type { AskHub } from './hub-stub.ts';

const HOUR_MS = 3_600_000;
const REMEMBERED = 10_000;
const noted = new Map<string, number>();

/** For tests, which share an isolate. */
export function forgetNotedRefusals(): void {
  noted.clear();
}

/**
 * Has the audit log say that a known caller was refused. The hub writes the same refusal once an hour, so within that hour this
 * isolate does not even ask: a flood of refusals costs nothing. That the log cannot be written makes the refusal no less of one.
 */
export async function noteRefusal(
  hub: AskHub,
  caller: Caller,
  call: string,
  { rejected, detail }: Rejection,
): Promise<void> {
  const key = JSON.stringify([caller.id, caller.credentialId, call, rejected]);
  const lastMs = noted.get(key);
  if (lastMs !== undefined && nowMs() - lastMs < HOUR_MS) return;
  if (noted.size >= REMEMBERED) noted.clear();
  noted.set(key, nowMs());
  try {
    await hub((h) => h.run('noteRefusal', caller, call, { why: rejected, detail }));
  } catch (error) {
    noted.delete(key);
    log.error('audit.failed', { call, error: errorName(error) });
  }
}
