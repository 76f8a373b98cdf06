import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useClock } from '../../../worker/clock.ts';
import { RequestLog } from '../../../worker/http/request-log.ts';

let lines: Record<string, unknown>[];
let nowMs: number;
let endings: (() => void)[];

beforeEach(() => {
  lines = [];
  nowMs = Date.parse('2026-11-24T14:00:00.000Z');
  const spy = vi.spyOn(console, 'log').mockImplementation((line: string) => {
    lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  endings = [useClock(() => nowMs), () => spy.mockRestore()];
});
afterEach(() => {
  for (const end of endings) end();
});

const call = (operation: string, status: number) => ({ operation, status, ms: 1, requestId: 'aa' });

it('writes one line a second for what a crowd asks, and says how many got none', () => {
  const requests = new RequestLog();
  for (let turn = 0; turn < 50; turn += 1) requests.note(call('getState', 304));
  nowMs += 1_000;
  requests.note(call('getState', 304));
  expect(lines.map(({ operation, unlogged }) => [operation, unlogged])).toEqual([
    ['getState', 0],
    ['getState', 49],
  ]);
});

it('counts each answer to the crowd by itself', () => {
  const requests = new RequestLog();
  for (const status of [200, 304, 304, 503, 200, 503]) requests.note(call('getState', status));
  expect(lines.map(({ status }) => status)).toEqual([200, 304, 503]);
});

it('writes every refusal and every call that is not the crowd’s', () => {
  const requests = new RequestLog();
  for (const status of [401, 401, 429]) requests.note(call('createTicket', status));
  for (let turn = 0; turn < 2; turn += 1) requests.note(call('openIncident', 201));
  expect(lines.map(({ status }) => status)).toEqual([401, 401, 429, 201, 201]);
  expect(lines.every((line) => !('unlogged' in line))).toBe(true);
});
