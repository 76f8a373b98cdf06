import * as v from 'valibot';
import { Attention, attentionTo, noAttention } from '../../shared/core/attention.ts';
import type { ToolChoice } from '../../shared/core/standing.ts';
import { placements } from '../../shared/model/tool.ts';
import type { IncidentView } from '../../shared/protocol/view.ts';
import type { StorageArea } from './ports.ts';
import { type Stored, stored } from './stored.ts';

/** What a person chose in this browser, and what holds for it alone. */
export const Choices = v.object({
  attention: Attention,
  /** By tool id. */
  tools: v.record(
    v.string(),
    v.object({ isOn: v.optional(v.boolean()), placement: v.optional(v.picklist(placements)) }),
  ),
});
export type Choices = v.InferOutput<typeof Choices>;

const noChoices: Choices = { attention: noAttention, tools: {} };

/** Holds the choices in memory, since every paint needs them, and in storage, since they outlive the worker. */
export interface ChoiceKeeper {
  readonly current: () => Choices;
  /** Settled when it is stored. */
  readonly attend: (change: (attention: Attention) => Attention) => Promise<void>;
  readonly chooseForTool: (toolId: string, choice: ToolChoice) => Promise<void>;
  /** Lets go of what concerns incidents that are shown no more. */
  readonly prune: (incidents: readonly Pick<IncidentView, 'id'>[]) => Promise<void>;
  readonly clear: () => Promise<void>;
}

export async function loadChoices(area: StorageArea): Promise<ChoiceKeeper> {
  const kept: Stored<Choices> = stored(area, 'choices', Choices, noChoices);
  let current = await kept.load();
  const set = async (next: Choices) => {
    current = next;
    await kept.save(next);
  };
  return {
    current: () => current,
    attend: (change) => set({ ...current, attention: change(current.attention) }),
    chooseForTool: (toolId, choice) =>
      set({ ...current, tools: { ...current.tools, [toolId]: { ...current.tools[toolId], ...choice } } }),
    async prune(incidents) {
      const attention = attentionTo(current.attention, incidents);
      if (JSON.stringify(attention) !== JSON.stringify(current.attention))
        await set({ ...current, attention });
    },
    async clear() {
      current = noChoices;
      await kept.clear();
    },
  };
}
