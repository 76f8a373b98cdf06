import { useState } from 'preact/hooks';
import { confirmedWords } from '../../../shared/core/words.ts';
import type { Picture } from '../../data/messages.ts';
import type { PageHost } from '../page-host.ts';
import { options as strings, pairFailures } from '../strings/options.ts';
import { PairForm } from './pair-form.tsx';

interface ConnectionProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly refresh: () => Promise<unknown>;
}

interface Result {
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

/** Connects this browser with a relay, or says with which it is connected and lets go of it. */
export function Connection({ host, picture, refresh }: ConnectionProps) {
  const [result, setResult] = useState<Result | null>(null);
  const attempt = async (act: () => Promise<Result>) => {
    setResult(null);
    setResult(await act().catch((): Result => ({ kind: 'failed', text: strings.failed })));
    await refresh();
  };
  const pair = (relayUrl: string, token: string) =>
    attempt(async () => {
      const answer = await host.background.ask('pair', { relayUrl, token });
      return answer.ok
        ? { kind: 'done', text: strings.connected }
        : { kind: 'failed', text: pairFailures[answer.reason] };
    });
  const unpair = () =>
    attempt(async () => {
      await host.background.ask('unpair', {});
      return { kind: 'done', text: strings.disconnected };
    });
  const { link, relayUrl, confirmedAt, relayNow } = picture;
  const isPaired = link !== 'unpaired' && relayUrl !== null;
  const { policy } = picture.managed;
  const lockedUrl = policy.locked.includes('relay') ? policy.relayUrl : null;
  const isElsewhere = isPaired && lockedUrl !== null && lockedUrl !== relayUrl;
  return (
    <section class="panel" aria-labelledby="connection">
      <h2 class="heading" id="connection">
        {strings.connection}
      </h2>
      {isPaired ? (
        <>
          <p>
            {strings.connectedTo} <strong>{relayUrl}</strong>
          </p>
          <p class="detail">{confirmedWords(link, confirmedAt, relayNow, host.locale)}</p>
        </>
      ) : (
        <p>{strings.connectionWhy}</p>
      )}
      {isElsewhere && <p>{strings.otherRelay}</p>}
      {(!isPaired || link === 'refused' || isElsewhere) && (
        <PairForm
          relayUrl={lockedUrl ?? relayUrl ?? policy.relayUrl ?? host.suggestedRelayUrl}
          isLocked={lockedUrl !== null}
          hint={policy.signInHint}
          onPair={pair}
        />
      )}
      <p class="result" data-result={result?.kind} role="status">
        {result?.text}
      </p>
      {isPaired && (
        <div class="row">
          <p class="detail">{strings.disconnectWhy}</p>
          <button type="button" class="button" onClick={() => void unpair()}>
            {strings.disconnect}
          </button>
        </div>
      )}
    </section>
  );
}
