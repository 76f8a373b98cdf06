import * as v from 'valibot';
import { SignInCode, StateAnswer } from '../../shared/protocol/answers.ts';
import { apiOf } from '../demo/api.ts';
import type { AlertFiles } from '../demo/source-files.ts';
import type { ToolPages } from '../demo/tool-pages.ts';
import type { Relay } from '../relay.ts';

/** What was started, as far as people need to know of it. */
export interface Started {
  readonly relay: Relay;
  readonly extensionDir: string;
  readonly toolPages: ToolPages | null;
  readonly alertFiles: AlertFiles | null;
}

/** At most ten lines: how things are and what to do next. The last one is the `ready` line that programs wait for. */
export async function whatNext({ relay, extensionDir, toolPages, alertFiles }: Started): Promise<string[]> {
  const rows: [string, string][] = [
    ['Status', await statusOf(relay)],
    ['Sign in as liaison', await signInAddress(relay)],
    ['Extension', `${extensionDir}  (chrome://extensions, Developer mode, Load unpacked)`],
    ...(toolPages ? [['Demo tools', Object.values(toolPages.urls).join('  ')] as [string, string]] : []),
    ['Credentials', `${relay.stateDir}/credentials.json  (address and token for the extension's options)`],
    ...(alertFiles ? alertRows(alertFiles) : []),
    ['Stop', 'Ctrl-C'],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return [...rows.map(([name, text]) => name.padEnd(width) + text), `ready ${relay.url}`];
}

async function statusOf({ url, credentials }: Relay): Promise<string> {
  const answer = await apiOf(url, credentials.stakeholder).get('/api/v1/state');
  const state = v.parse(StateAnswer, answer);
  const live = state.incidents.filter((incident) => incident.phase !== 'resolved');
  return [
    count(live.length, 'live incident'),
    count(state.maintenances.length, 'planned maintenance'),
    count(state.services.length, 'service'),
    count(state.tools.length, 'tool'),
  ].join(', ');
}

function count(n: number, noun: string): string {
  return `${n === 0 ? 'no' : n} ${noun}${n === 1 ? '' : 's'}`;
}

async function signInAddress({ url, credentials }: Relay): Promise<string> {
  const answer = await apiOf(url, credentials.admin).post('/api/v1/sign-in-codes', { role: 'liaison' });
  const code = v.parse(SignInCode, answer);
  return `${code.url}  (leads to /console; works once, until ${clock(code.expiresAt)})`;
}

function clock(time: string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function alertRows({ firing, resolved }: AlertFiles): [string, string][] {
  return [
    ['Let an alert fire', `curl --config ${firing}`],
    ['Let it resolve', `curl --config ${resolved}`],
  ];
}
