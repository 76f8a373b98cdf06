import type { Locale } from '../../../shared/core/locale.ts';
import type { ToolDiagnostics } from '../../data/diagnostics.ts';
import { Panel } from '../options/panel.tsx';
import { Fact, Facts } from './facts.tsx';
import type { BrowserFacts } from './report.ts';

interface PermissionsProps {
  readonly locale: Locale;
  readonly facts: BrowserFacts;
  readonly tools: readonly ToolDiagnostics[];
}

/** What the browser allows Masthead: each tool, and notifications. */
export function Permissions({ locale: { say }, facts, tools }: PermissionsProps) {
  const givenWord = (isGiven: boolean) => say(isGiven ? 'diagnostics_granted' : 'diagnostics_missing');
  return (
    <Panel id="permissions" title={say('diagnostics_permissions')}>
      <Facts>
        <Fact name={say('diagnostics_notifications')}>{givenWord(facts.areNotificationsAllowed)}</Fact>
      </Facts>
      {tools.length === 0 ? (
        <p class="detail">{say('diagnostics_no_tools')}</p>
      ) : (
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{say('diagnostics_tool')}</th>
              <th scope="col">{say('diagnostics_permission')}</th>
              <th scope="col">{say('diagnostics_bar')}</th>
            </tr>
          </thead>
          <tbody>
            {tools.map((tool) => (
              <tr key={tool.id}>
                <th scope="row">
                  <bdi>{tool.name}</bdi>
                </th>
                <td>{givenWord(tool.isAllowed)}</td>
                <td>
                  {tool.isAllowed && tool.isOn
                    ? say(`options_place_${tool.placement}`)
                    : say('diagnostics_bar_off')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
