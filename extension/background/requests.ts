import * as v from 'valibot';
import { Revision } from '../../shared/model/receipt.ts';
import { SignalKind } from '../../shared/model/signal.ts';
import { Subscription } from '../../shared/model/subscription.ts';
import { placements } from '../../shared/model/tool.ts';
import type { Request } from '../data/messages.ts';

const id = v.pipe(v.string(), v.maxLength(64));
const address = v.pipe(v.string(), v.maxLength(2_048));

// What is written to the relay is held against the model there; here it has to have its form.
const AnyRequest = v.variant('type', [
  v.object({ type: v.literal('get_picture') }),
  v.object({ type: v.literal('get_banner') }),
  v.object({ type: v.literal('get_banner_place') }),
  v.object({ type: v.literal('load_spot_finder') }),
  v.object({ type: v.literal('banner_drawn') }),
  v.object({
    type: v.literal('claim_announcements'),
    incidents: v.pipe(v.array(v.object({ id, materialRevision: Revision })), v.maxLength(500)),
  }),
  v.object({ type: v.literal('banner_displayed'), incidentId: id, revision: Revision }),
  v.object({ type: v.literal('open_incident'), incidentId: id, url: v.nullable(v.string()) }),
  v.object({ type: v.literal('open_status_page') }),
  v.object({
    type: v.literal('incidents_opened'),
    incidents: v.pipe(v.array(v.object({ id, revision: Revision })), v.maxLength(500)),
  }),
  v.object({ type: v.literal('acknowledge'), incidentId: id, revision: Revision }),
  v.object({ type: v.literal('hide_here'), incidentId: id }),
  v.object({ type: v.literal('snooze'), incidentId: id }),
  v.object({ type: v.literal('show_again'), incidentId: id }),
  v.object({ type: v.literal('away_seen') }),
  v.object({
    type: v.literal('choose_for_tool'),
    toolId: id,
    choice: v.object({ isOn: v.optional(v.boolean()), placement: v.optional(v.picklist(placements)) }),
  }),
  v.object({ type: v.literal('send_signal'), incidentId: id, kind: SignalKind }),
  v.object({
    type: v.literal('save_subscription'),
    // As strictly as the relay: what a reader may fall back on would be kept here, on all devices.
    subscription: v.fallback(v.nullable(Subscription), null),
  }),
  v.object({ type: v.literal('begin_asking'), relayUrl: address }),
  v.object({ type: v.literal('open_asking_page') }),
  v.object({ type: v.literal('end_asking') }),
  v.object({ type: v.literal('pair'), relayUrl: address, token: v.string() }),
  v.object({ type: v.literal('unpair') }),
  v.object({ type: v.literal('permissions_changed') }),
  v.object({ type: v.literal('get_diagnostics') }),
]);

/** What the host in a page may ask. */
const hostRequests: ReadonlySet<Request['type']> = new Set(['get_banner_place', 'load_spot_finder']);

/** Who sent a message, as the browser says; the message itself has no say in it. */
export interface Sender {
  readonly id?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly tab?: { readonly id?: number | undefined; readonly url?: string | undefined } | undefined;
}

/** A request that its sender may make, and the tab it comes from. */
export interface Accepted {
  readonly request: Request;
  readonly tabId: number | null;
  /** The address of the page in that tab, where the person allowed us to know it. It never leaves this browser. */
  readonly pageUrl: string | null;
}

/**
 * Reads a message and holds it against its sender; `null` for anything that is not to be answered. A page's own script cannot
 * send one at all, but a content script runs in the process of its page: it may ask what concerns its place and nothing else.
 */
export function acceptRequest(
  message: unknown,
  sender: Sender,
  own: { readonly id: string; readonly origin: string },
): Accepted | null {
  const parsed = v.safeParse(AnyRequest, message);
  if (!parsed.success || sender.id !== own.id) return null;
  const isOwnPage =
    sender.origin === undefined
      ? sender.url?.startsWith(`${own.origin}/`) === true
      : sender.origin === own.origin;
  const request: Request = parsed.output;
  if (!isOwnPage && !hostRequests.has(request.type)) return null;
  const pageUrl = sender.tab?.url ?? (isOwnPage ? null : (sender.url ?? null));
  return { request, tabId: sender.tab?.id ?? null, pageUrl };
}
