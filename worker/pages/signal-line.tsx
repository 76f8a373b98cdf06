import type { SignalCounts } from '../../shared/protocol/answers.ts';

/** What people say of an incident, in one line for liaisons; nothing where nobody has said anything. */
export function SignalLine({ counts }: { counts: SignalCounts | undefined }) {
  if (!counts) return null;
  const { affected, customersAsking, notAffected } = counts;
  if (affected + customersAsking + notAffected === 0) return null;
  return (
    <p class="detail">
      People say: affected {affected} · customers asking {customersAsking} · not affected {notAffected}
    </p>
  );
}
