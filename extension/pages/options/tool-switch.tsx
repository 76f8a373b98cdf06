import type { ToolView } from '../../../shared/protocol/view.ts';
import type { PageHost } from '../page-host.ts';
import { options as strings } from '../strings/options.ts';
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
  const permission = useToolPermission(host, tool, isAllowed, refresh);
  return (
    <li class="row">
      <div>
        <p>
          <strong>
            <bdi>{tool.name}</bdi>
          </strong>
        </p>
        <p class="detail">{tool.patterns.map(hostOf).join(', ')}</p>
        <p class="detail" role="status">
          {permission.wasDeclined && strings.declined}
        </p>
      </div>
      {isOffByCompany || permission.isBuiltIn ? (
        <p class="detail">{isOffByCompany ? strings.offByCompany : strings.allowedByCompany}</p>
      ) : (
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={permission.isAllowed}
          aria-label={strings.bannersIn(tool.name)}
          onClick={permission.isAllowed ? permission.takeBack : permission.allow}
        >
          <span class="switch-track" aria-hidden="true" />
          <span aria-hidden="true">{permission.isAllowed ? strings.allowed : strings.notAllowed}</span>
        </button>
      )}
    </li>
  );
}

/** `https://crm.example.com/*` as people write it: `crm.example.com`. */
function hostOf(pattern: string): string {
  return pattern.replace(/^https?:\/\//, '').replace(/\/\*$/, '');
}
