import type { Fault } from '../../shared/protocol/problem.ts';
import { setupOf } from '../auth/setup.ts';
import type { Env } from '../env.ts';
import { log } from '../log.ts';
import { unconfiguredPage } from '../pages/unconfigured.tsx';
import { problemFor } from './problem-response.ts';

/**
 * The answer to every request of a relay whose settings are wrong, or `null` where they are right: all faults at once, as a page
 * where a browser asks for one, else as a problem document.
 */
export async function refuseUnconfigured(request: Request, env: Env): Promise<Response | null> {
  const setup = setupOf(env);
  if (setup.kind !== 'faulty') return null;
  tell(setup.faults);
  const wantsPage = (request.headers.get('Accept') ?? '').includes('text/html');
  if (wantsPage) return unconfiguredPage(setup.faults);
  const detail = setup.faults.map(({ path, message }) => `${path} ${message}.`).join(' ');
  return problemFor('sign_in_not_configured', { detail, errors: [...setup.faults] });
}

let told: readonly Fault[] | null = null;

/** In the log once for each isolate: whoever runs the relay may have nothing else to read. */
function tell(faults: readonly Fault[]): void {
  if (told === faults) return;
  told = faults;
  for (const { path, message } of faults) log.error('settings.faulty', { setting: path, fault: message });
}
