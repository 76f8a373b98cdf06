import type { Placement } from '../model/tool.ts';
import type { ToolView } from '../protocol/view.ts';
import type { CompanyToolChoice, Standing } from './standing.ts';

/** Whether and where a tool shows its banner, after everybody has had their say. */
export interface ToolSetting {
  readonly isOn: boolean;
  readonly placement: Placement;
}

type Tool = Pick<ToolView, 'id' | 'name' | 'placement'>;

/**
 * Lays the choices over what the relay says of a tool. The company's are a start that the person may leave; where it has locked
 * `tools` or `placement`, the person's choices of that kind do not count.
 */
export function toolSetting(tool: Tool, { tools, fleet }: Pick<Standing, 'tools' | 'fleet'>): ToolSetting {
  const isLocked = (kind: string) => fleet.locked.includes(kind);
  const theirs = choiceFor(fleet.tools, tool);
  const own = tools[tool.id];
  return {
    isOn: (isLocked('tools') ? undefined : own?.isOn) ?? theirs?.isOn ?? true,
    placement: (isLocked('placement') ? undefined : own?.placement) ?? theirs?.placement ?? tool.placement,
  };
}

/** An id means one tool and a name perhaps two, so the id goes first. */
function choiceFor(choices: readonly CompanyToolChoice[], { id, name }: Tool): CompanyToolChoice | undefined {
  return (
    choices.find((choice) => choice.tool === id) ??
    choices.find((choice) => choice.tool.toLowerCase() === name.toLowerCase())
  );
}
