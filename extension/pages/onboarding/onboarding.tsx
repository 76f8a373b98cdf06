import type { ComponentChildren } from 'preact';
import { isPaired } from '../../../shared/core/link-state.ts';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import { Connect } from '../connect/connect.tsx';
import { useConnecting } from '../connect/use-connecting.ts';
import type { PageHost } from '../page-host.ts';
import { useAsked } from '../use-asked.ts';
import { isCovered } from '../use-tool-permission.ts';
import { ToolRow } from './tool-row.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The page that opens once. */
export function Onboarding({ host }: { host: PageHost }) {
  const { last, refresh } = useAsked(host.background, host.clocks, askPicture);
  return <OnboardingView host={host} picture={last?.answer ?? null} refresh={refresh} />;
}

interface OnboardingViewProps {
  readonly host: PageHost;
  /** `null` until the background has answered. */
  readonly picture: Picture | null;
  readonly refresh: () => Promise<unknown>;
}

/** Four short steps, each with its reason. */
export function OnboardingView({ host, picture, refresh }: OnboardingViewProps) {
  const { say } = host.locale;
  const connecting = useConnecting(host, picture, refresh);
  const isAllBuiltIn = picture !== null && areBuiltIn(picture, host.builtInPatterns);
  return (
    <main class="page">
      <h1>{say('onboarding_title')}</h1>
      <ol class="page-steps">
        <Step title={say('onboarding_what')}>
          <p>{say('onboarding_what_text')}</p>
          {picture && !isPaired(picture.link) && (
            <>
              <p>{say('onboarding_connect_first')}</p>
              <Connect host={host} picture={picture} connecting={connecting} />
            </>
          )}
          <p class="result" data-result={connecting.result?.kind} role="status">
            {connecting.result?.text}
          </p>
        </Step>
        <Step title={say(isAllBuiltIn ? 'onboarding_allowed' : 'onboarding_allow')}>
          <p>{say(isAllBuiltIn ? 'onboarding_allowed_text' : 'onboarding_allow_text')}</p>
          <ul class="rows">
            {picture?.view.tools.map((tool) => (
              <ToolRow
                key={tool.id}
                host={host}
                tool={tool}
                isAllowed={picture.allowedToolIds.includes(tool.id)}
                refresh={refresh}
              />
            ))}
          </ul>
        </Step>
        <Step title={say('onboarding_pin')}>
          <p>{say('onboarding_pin_text')}</p>
          <ol class="numbered">
            <li>{say('onboarding_pin_puzzle')}</li>
            <li>{say(`onboarding_pin_${host.browserName}`)}</li>
          </ol>
        </Step>
        <Step title={say('onboarding_promise')}>
          <p>{say('onboarding_promise_text')}</p>
          <p>{say('onboarding_trust')}</p>
        </Step>
      </ol>
    </main>
  );
}

/** True where the company has decided for every tool, so that there is nothing to ask the person for. */
function areBuiltIn({ view, allowedToolIds }: Picture, builtIn: readonly string[]): boolean {
  return (
    view.tools.length > 0 &&
    view.tools.every(({ id, patterns }) => allowedToolIds.includes(id) && isCovered(patterns, builtIn))
  );
}

function Step({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <li class="panel">
      <h2 class="heading">{title}</h2>
      {children}
    </li>
  );
}
