import type { ToolView } from '../../../shared/protocol/view.ts';
import type { PageHost } from '../page-host.ts';
import { List } from '../../../shared/ui/list.tsx';
import { useToolPermission } from '../use-tool-permission.ts';

interface ToolSwitchProps {
  readonly host: PageHost;
  readonly tool: ToolView;
  readonly isAllowed: boolean;
  readonly isOffByCompany: boolean;
  readonly refresh: () => Promise<unknown>;
}

/** One tool with the switch that asks for its permission, or takes it back. */
export function ToolSwitch({ host, tool, isAllowed, isOffByCompany, refresh }: ToolSwitchProps) {
  const { say } = host.locale;
  const permission = useToolPermission(host, tool, isAllowed, refresh);
  return (
    <li class="row">
      <div>
        <p>
          <strong>
            <bdi>{tool.name}</bdi>
          </strong>
        </p>
        <p class="detail">
          <List names={tool.patterns.map(hostOf)} locale={host.locale} dir="ltr" />
        </p>
        <p class="detail" role="status">
          {permission.wasDeclined && say('options_declined')}
        </p>
      </div>
      {isOffByCompany || permission.isBuiltIn ? (
        <p class="detail">{say(isOffByCompany ? 'options_off_by_company' : 'options_allowed_by_company')}</p>
      ) : (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={permission.isAllowed}
          aria-label={say('options_bar_in', tool.name)}
          onClick={permission.isAllowed ? permission.takeBack : permission.allow}
        >
          <span class="switch-track" aria-hidden="true" />
          <span aria-hidden="true">
            {say(permission.isAllowed ? 'options_allowed' : 'options_not_allowed')}
          </span>
        </button>
      )}
    </li>
  );
}

/** `https://crm.example.com/*` as people write it: `crm.example.com`. */
function hostOf(pattern: string): string {
  return pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');
}
