import type { DeedPorts } from './commands.ts';
import type { Notifications } from './notifications.ts';

/** What a person can ask for on the notification. */
export type NotificationSign = 'acknowledge' | 'open';

/**
 * Does what a person asked for on the notification, in the revision that it showed: a worsening since then stays unanswered. What
 * it did not name cannot be answered with a "Got it" and is opened instead; so is that of which "Details" is the only button.
 */
export async function answerNotification(
  sign: NotificationSign,
  { subject }: Pick<Notifications, 'subject'>,
  ask: DeedPorts['ask'],
): Promise<void> {
  const named = await subject();
  if (!named) return;
  await ask(
    sign === 'acknowledge' && named.isNamed
      ? { type: 'acknowledge', incidentId: named.incidentId, revision: named.revision }
      : { type: 'open_incident', incidentId: named.incidentId, url: null },
  );
}
