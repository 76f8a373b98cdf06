import { toolSetting } from '../../../shared/core/tool-settings.ts';
import type { Picture } from '../../data/messages.ts';
import type { PageHost } from '../page-host.ts';
import { isLocked } from './locks.ts';
import { Panel } from './panel.tsx';
import { ToolSettings } from './tool-settings.tsx';

interface ToolsProps {
  readonly host: PageHost;
  readonly picture: Picture;
  readonly refresh: () => Promise<unknown>;
}

/** The tools that may show a bar, and how they do in this browser. */
export function Tools({ host, picture, refresh }: ToolsProps) {
  const { say } = host.locale;
  const { tools } = picture.view;
  return (
    <Panel id="tools" title={say('options_tools')}>
      <p>{say('options_tools_why')}</p>
      {tools.length === 0 && (
        <p class="detail">{say(picture.relayUrl === null ? 'options_tools_unpaired' : 'options_no_tools')}</p>
      )}
      <ul class="rows">
        {tools.map((tool) => (
          <ToolSettings
            key={tool.id}
            host={host}
            tool={tool}
            isAllowed={picture.allowedToolIds.includes(tool.id)}
            setting={toolSetting(tool, picture)}
            isLocked={(what) => isLocked(picture, what)}
            refresh={refresh}
          />
        ))}
      </ul>
    </Panel>
  );
}
