import { isPaired } from '../../../shared/core/link-state.ts';
import { confirmedWords } from '../../../shared/core/words.ts';
import { Message } from '../../../shared/ui/message.tsx';
import type { Picture } from '../../data/messages.ts';
import { lockedRelayUrl } from '../../data/policy.ts';
import { Connect } from '../connect/connect.tsx';
import { useConnecting } from '../connect/use-connecting.ts';
import { Ended } from '../ended.tsx';
import type { PageHost } from '../page-host.ts';

interface ConnectionProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly refresh: () => Promise<unknown>;
}

/** Connects this browser with a relay, or says with which it is connected and lets go of it. */
export function Connection({ host, picture, refresh }: ConnectionProps) {
  const connecting = useConnecting(host, picture, refresh);
  const { say } = host.locale;
  const { link, relayUrl, confirmedAt, relayNow, ended, asking } = picture;
  const isConnected = isPaired(link) && relayUrl !== null;
  const lockedUrl = lockedRelayUrl(picture.managed.policy);
  const isElsewhere = isConnected && lockedUrl !== null && lockedUrl !== relayUrl;
  const { result } = connecting;
  return (
    <section class="panel" aria-labelledby="connection">
      <h2 class="heading" id="connection">
        {say('options_connection')}
      </h2>
      {isConnected ? (
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
        asking?.step !== 'waiting' && <p>{say('options_connection_why')}</p>
      )}
      {ended && !isConnected && (
        <div class="row">
          <div>
            <Ended locale={host.locale} ended={ended} relayNow={relayNow} />
            <p class="detail">{say('pairing_ended_wiped')}</p>
          </div>
          <button type="button" class="button" onClick={connecting.forgetEnding}>
            {say('pairing_ended_forget')}
          </button>
        </div>
      )}
      {isElsewhere && <p>{say('options_other_relay')}</p>}
      {(!isConnected || link === 'refused' || isElsewhere) && (
        <Connect host={host} picture={picture} connecting={connecting} />
      )}
      <p class="result" data-result={result?.kind} role="status">
        {result?.text}
      </p>
      {isConnected && (
        <div class="row">
          <p class="detail">{say('options_disconnect_why')}</p>
          <button type="button" class="button" onClick={connecting.unpair}>
            {say('options_disconnect')}
          </button>
        </div>
      )}
    </section>
  );
}
