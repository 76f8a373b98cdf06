import { useEffect, useRef } from 'preact/hooks';
import type { Picture } from '../../data/messages.ts';
import { lockedRelayUrl } from '../../data/policy.ts';
import type { PageHost } from '../page-host.ts';
import { PairForm } from './pair-form.tsx';
import type { Connecting } from './use-connecting.ts';
import { Waiting } from './waiting.tsx';

interface ConnectProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly connecting: Connecting;
}

/** The way in, from the address to the confirmation at the relay, and how the last try ended. */
export function Connect({ host, picture, connecting }: ConnectProps) {
  const { asking, relayUrl, relayNow } = picture;
  const { policy } = picture.managed;
  const wasFormRef = useRef(false);
  const isWaiting = asking?.step === 'waiting';
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The form that held the keyboard has made place for it.
    if (isWaiting && wasFormRef.current) headingRef.current?.focus();
    wasFormRef.current = !isWaiting;
  }, [isWaiting]);
  const lockedUrl = lockedRelayUrl(policy);
  if (asking?.step === 'waiting') {
    const { openPage, cancel } = connecting;
    return (
      <Waiting
        locale={host.locale}
        asking={asking}
        relayNow={relayNow}
        headingRef={headingRef}
        onOpenPage={openPage}
        onCancel={cancel}
      />
    );
  }
  return (
    <>
      <p class="result" data-result="failed" role="status">
        {asking && host.locale.say(`pairing_${asking.step}`)}
      </p>
      <PairForm
        locale={host.locale}
        relayUrl={lockedUrl ?? asking?.relayUrl ?? relayUrl ?? policy.relayUrl ?? host.suggestedRelayUrl}
        isLocked={lockedUrl !== null}
        hint={policy.signInHint}
        onPair={connecting.pair}
      />
    </>
  );
}
