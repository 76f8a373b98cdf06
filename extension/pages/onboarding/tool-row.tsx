import type { ToolView } from '../../../shared/protocol/view.ts';
import type { PageHost } from '../page-host.ts';
import { useToolPermission } from '../use-tool-permission.ts';

interface ToolRowProps {
  readonly host: PageHost;
  readonly tool: ToolView;
  readonly isAllowed: boolean;
  readonly refresh: () => Promise<unknown>;
}

/** One tool with the button that asks for its permission, or why there is none. */
export function ToolRow({ host, tool, isAllowed, refresh }: ToolRowProps) {
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
        <p class="detail" role="status">
          {permission.wasDeclined && say('options_declined')}
        </p>
      </div>
      {permission.isAllowed ? (
        <p class="detail">{say(permission.isBuiltIn ? 'options_allowed_by_company' : 'options_allowed')}</p>
      ) : (
        <button type="button" class="button" onClick={permission.allow}>
          {say('onboarding_allow_tool', tool.name)}
        </button>
      )}
    </li>
  );
}
