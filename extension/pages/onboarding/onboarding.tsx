import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ToolView } from '../../../shared/protocol/view.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { onboarding as strings } from '../strings/onboarding.ts';
import { options as shared } from '../strings/options.ts';
import { popup } from '../strings/popup.ts';
import { useAsked } from '../use-asked.ts';
import { useToolPermission } from '../use-tool-permission.ts';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The page that opens once: four short steps, each with its reason. */
export function Onboarding({ host }: { host: PageHost }) {
  const { last, refresh } = useAsked(host.background, host.clocks, askPicture);
  useEffect(() => {
    document.title = strings.title;
  }, []);
  const picture = last?.answer;
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
        <Step title={strings.allow}>
          <p>{strings.allowText}</p>
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

function Step({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <li class="panel">
      <h2 class="heading">{title}</h2>
      {children}
    </li>
  );
}

interface ToolRowProps {
  readonly host: PageHost;
  readonly tool: ToolView;
  readonly isAllowed: boolean;
  readonly refresh: () => Promise<unknown>;
}

function ToolRow({ host, tool, isAllowed, refresh }: ToolRowProps) {
  const permission = useToolPermission(host, tool, isAllowed, refresh);
  return (
    <li class="row">
      <div>
        <p>
          <strong>
            <bdi>{tool.name}</bdi>
          </strong>
        </p>
        <p class="detail" role="status">
          {permission.wasDeclined && shared.declined}
        </p>
      </div>
      {permission.isAllowed ? (
        <p class="detail">{permission.isBuiltIn ? shared.allowedByCompany : shared.allowed}</p>
      ) : (
        <button type="button" class="button" onClick={permission.allow}>
          {strings.allowTool(tool.name)}
        </button>
      )}
    </li>
  );
}
