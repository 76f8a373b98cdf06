import type { ComponentChildren } from 'preact';
import type { Locale } from '../../shared/core/locale.ts';
import type { ToolView } from '../../shared/protocol/view.ts';
import type { PageHost } from './page-host.ts';
import type { ToolPermission } from './use-tool-permission.ts';

/** What a page knows of one tool when it lets a person choose about it. */
export interface ToolProps {
  readonly host: PageHost;
  readonly tool: ToolView;
  readonly isAllowed: boolean;
  readonly refresh: () => Promise<unknown>;
}

interface ToolLineProps {
  readonly locale: Locale;
  readonly tool: ToolView;
  readonly permission: ToolPermission;
  /** What is said below the name. */
  readonly detail?: ComponentChildren;
  /** What a person can do about it. */
  readonly children: ComponentChildren;
}

/** One tool by its name, with what came of asking for its permission. */
export function ToolLine({ locale: { say }, tool, permission, detail, children }: ToolLineProps) {
  return (
    <div class="row">
      <div>
        <p>
          <strong>
            <bdi>{tool.name}</bdi>
          </strong>
        </p>
        {detail !== undefined && <p class="detail">{detail}</p>}
        <p class="detail" role="status">
          {permission.wasDeclined && say('options_declined')}
        </p>
      </div>
      {children}
    </div>
  );
}
