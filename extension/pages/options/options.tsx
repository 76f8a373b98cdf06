import { useEffect } from 'preact/hooks';
import { toolSettings } from '../../../shared/core/tool-settings.ts';
import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { options as strings } from '../strings/options.ts';
import { useAsked } from '../use-asked.ts';
import { Connection } from './connection.tsx';
import { ToolSwitch } from './tool-switch.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The settings: which relay, and which tools may show a bar. */
export function Options({ host }: { host: PageHost }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askPicture);
  useEffect(() => {
    document.title = strings.title;
  }, []);
  return (
    <main class="page">
      <h1>{strings.title}</h1>
      {isSilent && (
        <p class="result" data-result="failed" role="status">
          {strings.failed}
        </p>
      )}
      {last && <OptionsView host={host} picture={last.answer} refresh={refresh} />}
    </main>
  );
}

interface SectionProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly refresh: () => Promise<unknown>;
}

/** All sections, once the background has answered. */
export function OptionsView({ host, picture, refresh }: SectionProps) {
  return (
    <>
      {picture.managed.receivedAt !== null && <p>{strings.managed}</p>}
      <Connection host={host} picture={picture} refresh={refresh} />
      <Tools host={host} picture={picture} refresh={refresh} />
      <Help picture={picture} />
    </>
  );
}

function Tools({ host, picture, refresh }: SectionProps) {
  const { tools } = picture.view;
  const settings = toolSettings(picture.managed.policy);
  return (
    <section class="panel" aria-labelledby="tools">
      <h2 class="heading" id="tools">
        {strings.tools}
      </h2>
      <p>{strings.toolsWhy}</p>
      {tools.length === 0 && (
        <p class="detail">{picture.relayUrl === null ? strings.toolsUnpaired : strings.noTools}</p>
      )}
      <ul class="rows">
        {tools.map((tool) => (
          <ToolSwitch
            key={tool.id}
            host={host}
            tool={tool}
            isOffByCompany={!settings(tool).isOn}
            isAllowed={picture.allowedToolIds.includes(tool.id)}
            refresh={refresh}
          />
        ))}
      </ul>
    </section>
  );
}

/** Where the company sends people who need help. */
function Help({ picture }: { picture: Picture }) {
  const { supportUrl, supportLabel } = picture.managed.policy;
  if (supportUrl === null) return null;
  return (
    <section class="panel" aria-labelledby="help">
      <h2 class="heading" id="help">
        {strings.help}
      </h2>
      <p>
        <a href={supportUrl} target="_blank" rel="noopener noreferrer">
          <bdi>{supportLabel ?? strings.getHelp}</bdi>
        </a>
      </p>
    </section>
  );
}
