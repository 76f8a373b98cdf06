import type { Command } from '../../shared/core/command.ts';
import { RESOLVED_SHOWN_HOURS } from '../../shared/core/decide-incident.ts';
import type { RelayState } from '../../shared/core/relay-state.ts';
import { addMinutes } from '../../shared/model/time.ts';
import { errorName, log } from '../log.ts';
import { forgetOldAudit } from './audit.ts';
import { commit, type Memory } from './commit.ts';
import { forgetOldDevices } from './devices.ts';
import { forgetOldAccessRequests } from './desk/access-requests.ts';
import { forgetOldConfirmations } from './confirmations.ts';
import type { FanOut } from './fan-out.ts';
import { forgetOldAnswers } from './idempotency.ts';
import { forgetOldInbound, hasPending, processInbox } from './inbox.ts';
import { forgetOldDrafts } from './old-drafts.ts';
import { lastPrunedAt, notePruned } from './meta.ts';
import { forgetOldPairings } from './pairings.ts';
import { forgetAbsentPeople } from './people.ts';
import { forgetOldReceipts } from './receipts.ts';
import { forgetOldSessions } from './sessions.ts';
import { forgetOldSubscriptions } from './subscriptions.ts';
import { daysBefore, readSettings } from './settings.ts';
import { forgetOldTokens } from './tokens.ts';
import { nextRetryAt } from './views.ts';

const PRUNE_EVERY_MINUTES = 24 * 60;

/** One thing that the clock does. */
interface Job {
  readonly name: string;
  readonly run: (memory: Memory, fanOut: FanOut, now: string) => void;
}

const jobs: readonly Job[] = [
  { name: 'inbox', run: (memory, fanOut, now) => fanOut.send(processInbox(memory, now)) },
  { name: 'clock', run: carryOutDue },
  { name: 'retry', run: (_memory, fanOut, now) => fanOut.retry(now) },
  { name: 'prune', run: prune },
];

/**
 * Runs all jobs, whatever one of them meets: the platform gives up on an alarm that throws. False where one failed, and
 * then it is to be tried again after a pause.
 */
export function runJobs(memory: Memory, fanOut: FanOut, now: string): boolean {
  return jobs.map((job) => tryJob(job, memory, fanOut, now)).every(Boolean);
}

/** When the next job is due, in milliseconds since 1970. */
export function nextDueMs({ storage, state }: Memory, now: string): number {
  const due = [
    hasPending(storage.sql) ? now : null,
    nextRetryAt(storage.sql),
    addMinutes(lastPrunedAt(storage.sql) ?? now, PRUNE_EVERY_MINUTES),
    ...timedSteps(state).map(({ at }) => at),
  ].filter((at) => at !== null);
  return Math.min(...due.map((at) => Date.parse(at)));
}

function tryJob(job: Job, memory: Memory, fanOut: FanOut, now: string): boolean {
  try {
    job.run(memory, fanOut, now);
    return true;
  } catch (error) {
    log.error('job.failed', { job: job.name, error: errorName(error) });
    return false;
  }
}

function carryOutDue(memory: Memory, fanOut: FanOut, now: string): void {
  const due = timedSteps(memory.state).filter(({ at }) => at <= now);
  // Each step is a commit of its own, so that one that fails holds up no other.
  const failed = due.filter(({ command }) => !tryStep(memory, fanOut, command, now));
  if (failed.length > 0) throw new Error(`${failed.length} timed steps failed`);
}

function tryStep(memory: Memory, fanOut: FanOut, command: Command, now: string): boolean {
  try {
    const { changes } = commit(memory, now, ({ carryOut }) => carryOut(command, { kind: 'clock' }));
    fanOut.send(changes);
    return true;
  } catch (error) {
    log.error('step.failed', { command: command.type, error: errorName(error) });
    return false;
  }
}

/** All that time alone will bring about, and when. */
function timedSteps(state: RelayState): { readonly at: string; readonly command: Command }[] {
  return [
    ...Object.values(state.drafts).map((draft) => ({
      at: draft.kind === 'fact' ? draft.settlesAt : null,
      command: { type: 'settle_draft', draftId: draft.id } as const,
    })),
    ...Object.values(state.incidents).map(({ id, resolvedAt }) => ({
      at: resolvedAt && addMinutes(resolvedAt, RESOLVED_SHOWN_HOURS * 60),
      command: { type: 'retire_incident', incidentId: id } as const,
    })),
    ...Object.values(state.maintenances).map(({ id, phase, startsAt, endsAt }) => ({
      at: phase === 'scheduled' ? startsAt : endsAt,
      command: {
        type: 'advance_maintenance',
        maintenanceId: id,
        phase: phase === 'scheduled' ? 'in_progress' : 'completed',
      } as const,
    })),
  ].flatMap(({ at, command }) => (at === null ? [] : [{ at, command }]));
}

function prune(memory: Memory, _fanOut: FanOut, now: string): void {
  const { storage } = memory;
  const last = lastPrunedAt(storage.sql);
  if (last !== null && addMinutes(last, PRUNE_EVERY_MINUTES) > now) return;
  const { receiptsKeptDays, peopleKeptDays, auditKeptDays } = readSettings(storage.sql);
  const daysAgo = (days: number) => daysBefore(Date.parse(now), days);
  forgetOldAnswers(storage.sql, Date.parse(now));
  forgetOldInbound(storage.sql, Date.parse(now));
  forgetOldReceipts(storage, daysAgo(receiptsKeptDays));
  forgetAbsentPeople(storage.sql, daysAgo(peopleKeptDays));
  forgetOldTokens(storage.sql, daysAgo(auditKeptDays));
  forgetOldAudit(storage.sql, daysAgo(auditKeptDays));
  forgetOldSubscriptions(storage.sql, Date.parse(now));
  forgetOldSessions(storage.sql, now);
  forgetOldPairings(storage.sql, now);
  forgetOldDevices(storage.sql, now);
  forgetOldConfirmations(storage.sql, daysAgo(1));
  forgetOldAccessRequests(storage.sql, daysAgo(30));
  forgetOldDrafts(memory, Date.parse(now));
  notePruned(storage.sql, now);
}
