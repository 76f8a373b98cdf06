import type { Tone } from '../../../shared/core/tone.ts';
import type { Catalogue } from './catalogue.ts';
import { sections } from './sections.ts';

/** One thing that needs an admin: a sentence, and where to see to it. */
export interface Attention {
  readonly tone: Tone;
  readonly text: string;
  readonly href: string;
  readonly words: string;
}

/** What needs an admin in what is kept by hand, worst first. */
export function attentionIn(catalogue: Catalogue): Attention[] {
  return [...sourcesIn(catalogue), ...gapsIn(catalogue)];
}

function sourcesIn({ sources }: Catalogue): Attention[] {
  const seen = sources.flatMap((source): Attention[] => {
    const there = { href: `${sections.sources.path}/edit/${source.id}`, words: 'See the source' };
    if (source.health === 'refused')
      return [
        { tone: 'down', text: `“${source.name}” shows a wrong secret: nothing of it gets in.`, ...there },
      ];
    if (source.health === 'quarantined')
      return [
        {
          tone: 'partly_down',
          text: `“${source.name}” sent ${counted(source.quarantinedCount, 'event')} that could not be understood.`,
          ...there,
        },
      ];
    return [];
  });
  return seen.toSorted((a, b) => Number(b.tone === 'down') - Number(a.tone === 'down'));
}

function gapsIn({ services, tools, audiences }: Catalogue): Attention[] {
  const unshown = services.filter(({ id }) => !tools.some((tool) => tool.services.includes(id)));
  const empty = audiences.filter((audience) => audience.members.length === 0);
  const idle = tools.filter((tool) => tool.services.length === 0);
  const points: (Attention | false)[] = [
    services.length === 0 && {
      tone: 'unknown',
      text: 'There are no services: no incident can say what it touches.',
      href: `${sections.services.path}/add`,
      words: 'Add a service',
    },
    unshown.length > 0 && {
      tone: 'unknown',
      text: `${named(unshown)} ${unshown.length === 1 ? 'is' : 'are'} shown in no tool: incidents show in the toolbar only.`,
      href: sections.tools.path,
      words: 'See the tools',
    },
    idle.length > 0 && {
      tone: 'unknown',
      text: `${named(idle)} ${idle.length === 1 ? 'shows' : 'show'} banners for no service.`,
      href: sections.tools.path,
      words: 'See the tools',
    },
    empty.length > 0 && {
      tone: 'unknown',
      text: `${named(empty)} ${empty.length === 1 ? 'has' : 'have'} no members: what is for them alone nobody can read.`,
      href: sections.audiences.path,
      words: 'See the audiences',
    },
  ];
  return points.filter((point) => point !== false);
}

const NAMED = 3;

/** The first three by name, and how many more. */
export function named(nouns: readonly { readonly name: string }[]): string {
  const names = nouns.slice(0, NAMED).map(({ name }) => `“${name}”`);
  const more = nouns.length - names.length;
  if (more > 0) return `${names.join(', ')} and ${more} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');
}

export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
