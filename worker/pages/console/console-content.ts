import { isRejection, type Rejection } from '../../../shared/core/rejection.ts';
import type { Audience } from '../../../shared/model/audience.ts';
import type { Draft } from '../../../shared/model/draft.ts';
import type { Source } from '../../../shared/model/source.ts';
import type { AccessRequest } from '../../../shared/protocol/access-requests.ts';
import type { SignalCounts } from '../../../shared/protocol/answers.ts';
import type { Confirmation } from '../../../shared/protocol/confirmations.ts';
import type { View } from '../../../shared/protocol/view.ts';
import type { AskHub } from '../../http/hub-stub.ts';
import type { Caller } from '../../hub/hub-api.ts';

/** All that the console shows. */
export interface ConsoleContent {
  readonly view: View;
  readonly drafts: readonly Draft[];
  readonly sources: readonly Source[];
  readonly audiences: readonly Audience[];
  /** What waits for a second liaison. */
  readonly confirmations: readonly Confirmation[];
  readonly requests: readonly AccessRequest[];
  /** What people say of each incident that is shown. */
  readonly signals: Readonly<Record<string, SignalCounts>>;
}

export async function loadConsole(person: Caller, hub: AskHub): Promise<ConsoleContent | Rejection> {
  const reading = await hub((h) => h.readView(person));
  if (isRejection(reading)) return reading;
  const view = JSON.parse(reading.view) as View;
  const [drafts, sources, audiences, confirmations, requests, signals] = await Promise.all([
    hub((h) => h.run('listDrafts', person)),
    hub((h) => h.list('sources')),
    hub((h) => h.list('audiences')),
    hub((h) => h.run('listConfirmations')),
    hub((h) => h.run('listAccessRequests')),
    hub((h) => h.countSignals(view.incidents.map(({ id }) => id))),
  ]);
  return {
    view,
    signals,
    drafts,
    confirmations,
    requests,
    ...(JSON.parse(sources) as Pick<ConsoleContent, 'sources'>),
    ...(JSON.parse(audiences) as Pick<ConsoleContent, 'audiences'>),
  };
}
