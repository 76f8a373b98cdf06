import type { Tone } from '../../../shared/core/tone.ts';
import type { ApiToken } from '../../../shared/model/token.ts';
import { addMinutes } from '../../../shared/model/time.ts';
import type { DeviceEntry } from '../../../shared/protocol/answers.ts';
import type { Catalogue } from './catalogue.ts';
import { pageTable } from '../page-table.ts';
import { sections } from './sections.ts';

/** One thing that needs an admin: a sentence, and where to see to it. */
export interface Attention {
  readonly tone: Tone;
  readonly text: string;
  readonly href: string;
  readonly words: string;
}

/** What needs an admin in what is kept by hand, worst first. */
export function attentionIn(kept: Kept, at: string): Attention[] {
  return [...askedIn(kept), ...sourcesIn(kept), ...endingIn(kept, at), ...gapsIn(kept)];
}

/** What is kept by hand, and the credentials that are good at the moment. */
interface Kept extends Catalogue {
  readonly tokens: readonly ApiToken[];
  readonly devices: readonly DeviceEntry[];
  /** How much waits for a second liaison, and how many requests for access. */
  readonly confirmations: number;
  readonly requests: number;
}

/** What others wait for; it is decided on the console, where liaisons are. */
function askedIn({ confirmations, requests }: Kept): Attention[] {
  const texts = [
    confirmations > 0 &&
      `${counted(confirmations, 'publication waits', 'publications wait')} for a second liaison.`,
    requests > 0 && `${counted(requests, 'request')} for access to confidential incidents.`,
  ];
  return texts
    .filter((text) => text !== false)
    .map((text) => ({ tone: 'slow', text, href: pageTable.console.path, words: 'See the console' }));
}

/** Time enough to exchange a token in whatever uses it. */
const ENDS_SOON_MINUTES = 14 * 24 * 60;
const UNSEEN_MINUTES = 30 * 24 * 60;

function endingIn({ tokens, devices }: Kept, at: string): Attention[] {
  const soon = addMinutes(at, ENDS_SOON_MINUTES);
  const long = addMinutes(at, -UNSEEN_MINUTES).slice(0, 10);
  const ending = tokens.filter(({ expiresAt }) => expiresAt < soon);
  const unseen = devices.filter(({ seenOn }) => seenOn < long);
  const points: (Attention | false)[] = [
    ending.length > 0 && {
      tone: 'slow',
      text: `${named(ending)} ${ending.length === 1 ? 'ends' : 'end'} within 14 days: what uses ${ending.length === 1 ? 'it' : 'them'} will be refused.`,
      href: sections.tokens.path,
      words: 'See the tokens',
    },
    unseen.length > 0 && {
      tone: 'unknown',
      text: `${counted(unseen.length, 'browser has', 'browsers have')} not been seen for 30 days.`,
      href: sections.devices.path,
      words: 'See the devices',
    },
  ];
  return points.filter((point) => point !== false);
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
  const empty = audiences.filter(
    ({ members, fromSignIn, includes }) => members.length + fromSignIn.length + includes.length === 0,
  );
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

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
