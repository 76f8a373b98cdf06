import { List } from '../../../shared/ui/list.tsx';
import { placements } from '../../../shared/model/tool.ts';
import type { ToolChoice } from '../../../shared/core/standing.ts';
import type { ToolSetting } from '../../../shared/core/tool-settings.ts';
import { Switch } from '../switch.tsx';
import { ToolLine, type ToolProps } from '../tool-line.tsx';
import { useToolPermission } from '../use-tool-permission.ts';
import type { Lockable } from './locks.ts';

interface ToolSettingsProps extends ToolProps {
  /** What holds for it in this browser, after company and person had their say. */
  readonly setting: ToolSetting;
  readonly isLocked: (what: Lockable) => boolean;
}

/** One tool: its permission, whether it shows a bar in this browser, and where. */
export function ToolSettings({ setting: { isOn, placement }, isLocked, ...props }: ToolSettingsProps) {
  const { host, tool, isAllowed, refresh } = props;
  const { say } = host.locale;
  const permission = useToolPermission(host, tool, isAllowed, refresh);
  const choose = async (next: ToolChoice) => {
    // Where no answer comes, the page says so as a whole.
    await host.background.ask('choose_for_tool', { toolId: tool.id, choice: next }).catch(() => null);
    await refresh();
  };
  return (
    <li class="tool">
      <ToolLine
        locale={host.locale}
        tool={tool}
        permission={permission}
        detail={<List names={tool.patterns.map(hostOf)} locale={host.locale} dir="ltr" />}
      >
        {permission.isBuiltIn ? (
          <p class="detail">{say('options_allowed_by_company')}</p>
        ) : (
          <Switch
            label={say('options_permission_for', tool.name)}
            isOn={permission.isAllowed}
            says={say(permission.isAllowed ? 'options_allowed' : 'options_not_allowed')}
            onToggle={permission.isAllowed ? permission.takeBack : permission.allow}
          />
        )}
      </ToolLine>
      {permission.isAllowed && (
        <div class="row tool-choices">
          <Switch
            label={say('options_bar_in', tool.name)}
            isOn={isOn}
            says={say(isOn ? 'options_bar_shown' : 'options_bar_not_shown')}
            isLocked={isLocked('tools')}
            onToggle={() => void choose({ isOn: !isOn })}
          />
          {isOn && (
            <select
              class="input"
              aria-label={say('options_place_in', tool.name)}
              value={placement}
              disabled={isLocked('placement')}
              onChange={({ currentTarget }) => {
                const chosen = placements.find((place) => place === currentTarget.value);
                if (chosen) void choose({ placement: chosen });
              }}
            >
              {placements.map((place) => (
                <option key={place} value={place}>
                  {say(`options_place_${place}`)}
                </option>
              ))}
            </select>
          )}
          {(isLocked('tools') || (isOn && isLocked('placement'))) && (
            <p class="detail">{say('options_locked_by_company')}</p>
          )}
        </div>
      )}
    </li>
  );
}

/** `https://crm.example.com/*` as people write it: `crm.example.com`. */
function hostOf(pattern: string): string {
  return pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');
}
