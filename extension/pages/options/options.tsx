import type { Picture } from '../../data/messages.ts';
import type { Background } from '../background.ts';
import type { PageHost } from '../page-host.ts';
import { useAsked } from '../use-asked.ts';
import { Connection } from './connection.tsx';
import { ToolSwitch } from './tool-switch.tsx';

const askPicture = (background: Background) => background.ask('get_picture', {});

/** The settings: which relay, and which tools may show a bar. */
export function Options({ host }: { host: PageHost }) {
  const { last, isSilent, refresh } = useAsked(host.background, host.clocks, askPicture);
  const { say } = host.locale;
  const picture = last?.answer;
  return (
    <main class="page">
      <h1>{say('options_title')}</h1>
      {isSilent && (
        <p class="result" data-result="failed" role="status">
          {say('options_failed')}
        </p>
      )}
      {picture && <Connection host={host} picture={picture} refresh={refresh} />}
      {picture && <Tools host={host} picture={picture} refresh={refresh} />}
    </main>
  );
}

interface SectionProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly refresh: () => Promise<unknown>;
}

function Tools({ host, picture, refresh }: SectionProps) {
  const { tools } = picture.view;
  const { say } = host.locale;
  return (
    <section class="panel" aria-labelledby="tools">
      <h2 class="heading" id="tools">
        {say('options_tools')}
      </h2>
      <p>{say('options_tools_why')}</p>
      {tools.length === 0 && (
        <p class="detail">{say(picture.relayUrl === null ? 'options_tools_unpaired' : 'options_no_tools')}</p>
      )}
      <ul class="rows">
        {tools.map((tool) => (
          <ToolSwitch
            key={tool.id}
            host={host}
            tool={tool}
            isAllowed={picture.allowedToolIds.includes(tool.id)}
            refresh={refresh}
          />
        ))}
      </ul>
    </section>
  );
}
