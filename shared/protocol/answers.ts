import * as v from 'valibot';
import { Audience, Readers } from '../model/audience.ts';
import { Draft } from '../model/draft.ts';
import { OpenIncident } from '../model/incident.ts';
import { MaintenancePhase } from '../model/maintenance.ts';
import { Role } from '../model/person.ts';
import { Receipt, Revision } from '../model/receipt.ts';
import { Service } from '../model/service.ts';
import { SignalKind } from '../model/signal.ts';
import { Source, SourceKind, SourceRule } from '../model/source.ts';
import { Assigned, Subscription } from '../model/subscription.ts';
import { ApiToken } from '../model/token.ts';
import { Tool } from '../model/tool.ts';
import { Id } from '../model/id.ts';
import { line } from '../model/text.ts';
import { limits } from './limits.ts';
import { IncidentView, MaintenanceView, View } from './view.ts';

/* Bodies of the API that are no noun of the model: what is asked and answered beside them. */

export const StateAnswer = v.object({ confirmedAt: v.string(), ...View.entries });
export type StateAnswer = v.InferOutput<typeof StateAnswer>;

export const TicketAnswer = v.object({
  /** For the sub-protocol `ticket.<ticket>`; single use, at most 60 s old when used. */
  ticket: v.string(),
  /** The address to connect to, `ws:` or `wss:`; it holds no secret. */
  url: v.string(),
});
export type TicketAnswer = v.InferOutput<typeof TicketAnswer>;

export const ReceiptBatch = v.strictObject({
  receipts: v.pipe(v.array(Receipt), v.minLength(1), v.maxLength(limits.receiptsPerBatch)),
});
export type ReceiptBatch = v.InferOutput<typeof ReceiptBatch>;

/** The contract names a batch of receipts; both forms of a batch are taken. */
export const ReceiptsBody = v.union([
  ReceiptBatch,
  v.pipe(
    v.array(Receipt),
    v.minLength(1),
    v.maxLength(limits.receiptsPerBatch),
    v.transform((receipts): ReceiptBatch => ({ receipts })),
  ),
]);

export const ReceiptsAnswer = v.object({ accepted: v.number() });

export const Acknowledge = v.strictObject({ revision: Revision });
export const AcknowledgeAnswer = v.object({ incidentId: v.string(), revision: v.number() });

export const SetSignal = v.strictObject({ kind: SignalKind });
export const SignalAnswer = v.object({ incidentId: v.string(), kind: SignalKind });

/** How many people said what of an incident; of each person the last word. */
export const SignalCounts = v.object({
  affected: v.number(),
  customersAsking: v.number(),
  notAffected: v.number(),
});
export type SignalCounts = v.InferOutput<typeof SignalCounts>;

export const SubscriptionAnswer = v.object({ subscription: Subscription, assigned: Assigned });
export type SubscriptionAnswer = v.InferOutput<typeof SubscriptionAnswer>;

/** Counts of people by the furthest stage they reached, each stage holding those who went further too. */
export const StageCounts = v.object({
  sent: v.number(),
  delivered: v.number(),
  displayed: v.number(),
  opened: v.number(),
  acknowledged: v.number(),
});
export type StageCounts = v.InferOutput<typeof StageCounts>;

export const ReachAnswer = v.object({
  incidentId: v.string(),
  revision: v.number(),
  /**
   * False where receipts or signals that counted here were let go after 30 days: stages and signals are then the least. Where it
   * was receipts, `unreached` is empty.
   */
  isComplete: v.boolean(),
  /** People known to the relay who may read the incident. */
  people: v.number(),
  stages: StageCounts,
  /** By channel. For now the browser is the only one. */
  channels: v.object({ browser: StageCounts }),
  /** What people who may read it said of the incident itself, whatever the revision. */
  signals: SignalCounts,
  /** Notices that no other channel had to send. */
  duplicatesAvoided: v.number(),
  /** Who may read it and has not been shown it: `id` is the e-mail address. */
  unreached: v.array(v.object({ id: v.string(), name: v.string() })),
});
export type ReachAnswer = v.InferOutput<typeof ReachAnswer>;

export const IncidentsAnswer = v.object({ incidents: v.array(IncidentView) });
export const MaintenancesAnswer = v.object({ maintenances: v.array(MaintenanceView) });
export const ServicesAnswer = v.object({ services: v.array(Service) });
export const ToolsAnswer = v.object({ tools: v.array(Tool) });
export const AudiencesAnswer = v.object({ audiences: v.array(Audience) });
export const DraftsAnswer = v.object({ drafts: v.array(Draft) });

/**
 * Who may read an incident from now on. A list that came out empty by a slip must not publish to the whole company what was meant for a
 * few: that everyone may read it is said in so many words.
 */
export const SetAudiences = v.pipe(
  v.strictObject({ audiences: v.optional(Readers, []), everyone: v.optional(v.literal(true)) }),
  v.forward(
    v.check(
      ({ audiences, everyone }) => (audiences.length === 0) === (everyone === true),
      'must name an audience, or be empty beside "everyone": true',
    ),
    ['audiences'],
  ),
);
/** What a liaison makes of a draft. `everyone` says that all shall read what was drafted for a few. */
export const PublishDraft = v.strictObject({
  ...OpenIncident.entries,
  everyone: v.optional(v.literal(true)),
});
export const SetMaintenancePhase = v.strictObject({ phase: MaintenancePhase });

/** What an admin says to create a noun of the catalogue: its id may be left to the relay. */
export const CreateService = v.strictObject({ ...Service.entries, id: v.optional(Id) });
export const CreateTool = v.strictObject({ ...Tool.entries, id: v.optional(Id) });
export const CreateAudience = v.strictObject({
  ...v.omit(Audience, ['fromSignIn']).entries,
  id: v.optional(Id),
});

/** What replaces a noun: the id stands in the path. */
export const ReplaceService = v.omit(Service, ['id']);
export const ReplaceTool = v.omit(Tool, ['id']);
export const ReplaceAudience = v.omit(Audience, ['id', 'fromSignIn']);

const Secret = v.pipe(v.string(), v.minLength(16, 'must hold at least 16 characters'), v.maxLength(512));

export const CreateSource = v.strictObject({
  id: v.optional(Id),
  name: line(80),
  kind: SourceKind,
  rule: v.optional(SourceRule, {}),
  /**
   * The proof that the sender shows: for `pagerduty` the signing secret, for `alertmanager` the bearer token, or
   * `user:password` for basic. Left out for `alertmanager`, the relay makes one.
   */
  secret: v.optional(Secret),
});
export const ReplaceSource = v.strictObject({
  name: line(80),
  rule: v.optional(SourceRule, {}),
  /** A new secret; the one before it stays good as well until the next change. */
  secret: v.optional(Secret),
});
/** A source and what it last showed us. */
export const SourceWithHealth = v.object({
  ...Source.entries,
  lastEventAt: v.nullable(v.string()),
  /** `ok`; `quarantined` where something could not be understood; `refused` where a wrong secret was shown. */
  health: v.picklist(['ok', 'quarantined', 'refused']),
  refusedCount: v.number(),
  quarantinedCount: v.number(),
});
export type SourceWithHealth = v.InferOutput<typeof SourceWithHealth>;
export const SourcesAnswer = v.object({ sources: v.array(SourceWithHealth) });
export const SourceCreated = v.object({
  ...Source.entries,
  /** Where the vendor posts to; it holds the source's key and is shown this once. */
  inboundUrl: v.string(),
  /** Shown this once, and only where the relay made it. */
  secret: v.optional(v.string()),
});

/** What became of what a source sent. */
export const inboundStatuses = ['pending', 'applied', 'ignored', 'quarantined'] as const;

export const InboundEventsAnswer = v.object({
  events: v.array(
    v.object({
      id: v.string(),
      sourceId: v.string(),
      receivedAt: v.string(),
      status: v.picklist(inboundStatuses),
      /** Why it was ignored or quarantined. */
      reason: v.nullable(v.string()),
      /** The raw body, cut at 4,096 characters. */
      body: v.string(),
    }),
  ),
});

/** A paired browser as an admin sees it. */
export const DeviceEntry = v.object({
  id: v.string(),
  person: v.string(),
  /** What it says of itself: browser and system. */
  browser: v.string(),
  pairedAt: v.string(),
  /** The day, in UTC. */
  seenOn: v.string(),
  expiresAt: v.string(),
  revokedAt: v.nullable(v.string()),
  revokedWhy: v.nullable(v.string()),
});
export type DeviceEntry = v.InferOutput<typeof DeviceEntry>;
export const DevicesAnswer = v.object({ devices: v.array(DeviceEntry) });
export type DevicesAnswer = v.InferOutput<typeof DevicesAnswer>;

export const SignInCode = v.object({ url: v.string(), expiresAt: v.string() });
export type SignInCode = v.InferOutput<typeof SignInCode>;
export const CreateSignInCode = v.strictObject({ role: Role });

export const Health = v.object({ status: v.literal('ok'), version: v.string() });
export type Health = v.InferOutput<typeof Health>;

export const TokensAnswer = v.object({ tokens: v.array(ApiToken) });
/** The one answer that shows a token. */
export const TokenCreated = v.object({ ...ApiToken.entries, token: v.string() });

/** Access was taken away, and so many shards have not closed its streams yet. */
export const PendingAnswer = v.object({ pending: v.number() });
export type PendingAnswer = v.InferOutput<typeof PendingAnswer>;
