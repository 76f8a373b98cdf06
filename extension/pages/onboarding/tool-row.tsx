import { ToolLine, type ToolProps } from '../tool-line.tsx';
import { useToolPermission } from '../use-tool-permission.ts';

/** One tool with the button that asks for its permission, or why there is none. */
export function ToolRow({ host, tool, isAllowed, refresh }: ToolProps) {
  const { say } = host.locale;
  const permission = useToolPermission(host, tool, isAllowed, refresh);
  return (
    <li>
      <ToolLine locale={host.locale} tool={tool} permission={permission}>
        {permission.isAllowed ? (
          <p class="detail">{say(permission.isBuiltIn ? 'options_allowed_by_company' : 'options_allowed')}</p>
        ) : (
          <button type="button" class="button" onClick={permission.allow}>
            {say('onboarding_allow_tool', tool.name)}
          </button>
        )}
      </ToolLine>
    </li>
  );
}
