import type { Locale } from '../../../shared/core/locale.ts';
import { toolSetting } from '../../../shared/core/tool-settings.ts';
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
  return (
    <main class="page">
      <h1>{say('options_title')}</h1>
      {isSilent && (
        <p class="result" data-result="failed" role="status">
          {say('options_failed')}
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
      {picture.managed.receivedAt !== null && <p>{host.locale.say('options_managed')}</p>}
      <Connection host={host} picture={picture} refresh={refresh} />
      <Tools host={host} picture={picture} refresh={refresh} />
      <Help picture={picture} say={host.locale.say} />
    </>
  );
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
            isOffByCompany={!toolSetting(tool, picture).isOn}
            isAllowed={picture.allowedToolIds.includes(tool.id)}
            refresh={refresh}
          />
        ))}
      </ul>
    </section>
  );
}

/** Where the company sends people who need help. */
function Help({ picture, say }: { picture: Picture; say: Locale['say'] }) {
  const { supportUrl, supportLabel } = picture.managed.policy;
  if (supportUrl === null) return null;
  return (
    <section class="panel" aria-labelledby="help">
      <h2 class="heading" id="help">
        {say('options_help')}
      </h2>
      <p>
        <a href={supportUrl} target="_blank" rel="noopener noreferrer">
          <bdi>{supportLabel ?? say('options_get_help')}</bdi>
        </a>
      </p>
    </section>
  );
}
