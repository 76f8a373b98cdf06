import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { onboarding as strings } from '../strings/onboarding.ts';
import { popup } from '../strings/popup.ts';
import { useAsked } from '../use-asked.ts';
import { isCovered } from '../use-tool-permission.ts';
import { ToolRow } from './tool-row.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The page that opens once. */
export function Onboarding({ host }: { host: PageHost }) {
  const { last, refresh } = useAsked(host.background, host.clocks, askPicture);
  useEffect(() => {
    document.title = strings.title;
  }, []);
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
  const isAllBuiltIn = picture !== null && areBuiltIn(picture, host.builtInPatterns);
  return (
    <main class="page">
      <h1>{strings.title}</h1>
      <ol class="page-steps">
        <Step title={strings.what}>
          <p>{strings.whatText}</p>
          {picture?.link === 'unpaired' && (
            <div class="row">
              <p>{strings.connectFirst}</p>
              <button type="button" class="button strong" onClick={host.openOptions}>
                {popup.openSettings}
              </button>
            </div>
          )}
        </Step>
        <Step title={isAllBuiltIn ? strings.allowed : strings.allow}>
          <p>{isAllBuiltIn ? strings.allowedText : strings.allowText}</p>
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
        <Step title={strings.pin}>
          <p>{strings.pinText}</p>
          <ol class="numbered">
            {strings.pinSteps[host.browserName].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </Step>
        <Step title={strings.promise}>
          <p>{strings.promiseText}</p>
          <p>{strings.trust}</p>
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
