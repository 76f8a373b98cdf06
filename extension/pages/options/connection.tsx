import { useState } from 'preact/hooks';
import { confirmedWords } from '../../../shared/core/words.ts';
import type { Picture } from '../../data/messages.ts';
import { lockedRelayUrl } from '../../data/policy.ts';
import type { PageHost } from '../page-host.ts';
import { Message } from '../../../shared/ui/message.tsx';
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
  const { say } = host.locale;
  const attempt = async (act: () => Promise<Result>) => {
    setResult(null);
    setResult(await act().catch((): Result => ({ kind: 'failed', text: say('options_failed') })));
    await refresh();
  };
  const pair = (relayUrl: string, token: string) =>
    attempt(async () => {
      const answer = await host.background.ask('pair', { relayUrl, token });
      return answer.ok
        ? { kind: 'done', text: say('options_connected') }
        : { kind: 'failed', text: say(`options_pair_${answer.reason}`) };
    });
  const unpair = () =>
    attempt(async () => {
      await host.background.ask('unpair', {});
      return { kind: 'done', text: say('options_disconnected') };
    });
  const { link, relayUrl, confirmedAt, relayNow } = picture;
  const isPaired = link !== 'unpaired' && relayUrl !== null;
  const { policy } = picture.managed;
  const lockedUrl = lockedRelayUrl(policy);
  const isElsewhere = isPaired && lockedUrl !== null && lockedUrl !== relayUrl;
  return (
    <section class="panel" aria-labelledby="connection">
      <h2 class="heading" id="connection">
        {say('options_connection')}
      </h2>
      {isPaired ? (
        <>
          <p>
            <Message locale={host.locale} name="options_connected_to">
              <strong>
                <bdi dir="ltr">{relayUrl}</bdi>
              </strong>
            </Message>
          </p>
          <p class="detail">{confirmedWords(link, confirmedAt, relayNow, host.locale)}</p>
        </>
      ) : (
        <p>{say('options_connection_why')}</p>
      )}
      {isElsewhere && <p>{say('options_other_relay')}</p>}
      {(!isPaired || link === 'refused' || isElsewhere) && (
        <PairForm
          locale={host.locale}
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
          <p class="detail">{say('options_disconnect_why')}</p>
          <button type="button" class="button" onClick={() => void unpair()}>
            {say('options_disconnect')}
          </button>
        </div>
      )}
    </section>
  );
}
