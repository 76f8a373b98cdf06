import type { Placement } from '../model/tool.ts';
import type { ToolView } from '../protocol/view.ts';

/** Whether and where a tool shows its banner, after everybody has had their say. */
export interface ToolSetting {
  readonly isOn: boolean;
  readonly placement: Placement;
}

/** The setting of each tool. */
export type ToolSettings = (tool: Pick<ToolView, 'id' | 'name' | 'placement'>) => ToolSetting;

/** What somebody chose for one tool, named by its id or, as people know it, by its name. */
export interface ToolChoice {
  readonly tool: string;
  readonly placement?: Placement | undefined;
  readonly isOn?: boolean | undefined;
}

/** The company's choices, and which kinds of choice it keeps to itself. */
export interface CompanyChoices {
  readonly tools: readonly ToolChoice[];
  readonly locked: readonly string[];
}

/**
 * Lays the choices over what the relay says of a tool. The company's are a start that the person may leave; where `locked`
 * names `tools` or `placement`, the person's choices of that kind do not count.
 */
export function toolSettings(company: CompanyChoices, person: readonly ToolChoice[] = []): ToolSettings {
  const isLocked = (kind: string) => company.locked.includes(kind);
  return (tool) => {
    const theirs = choiceFor(company.tools, tool);
    const own = choiceFor(person, tool);
    return {
      isOn: (isLocked('tools') ? undefined : own?.isOn) ?? theirs?.isOn ?? true,
      placement: (isLocked('placement') ? undefined : own?.placement) ?? theirs?.placement ?? tool.placement,
    };
  };
}

/** The settings where nobody has chosen anything. */
export const asTheRelaySays: ToolSettings = toolSettings({ tools: [], locked: [] });

/** An id means one tool and a name perhaps two, so the id goes first. */
function choiceFor(
  choices: readonly ToolChoice[],
  { id, name }: Pick<ToolView, 'id' | 'name'>,
): ToolChoice | undefined {
  return (
    choices.find((choice) => choice.tool === id) ??
    choices.find((choice) => choice.tool.toLowerCase() === name.toLowerCase())
  );
}
