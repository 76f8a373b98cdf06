import { sourceKinds } from '../../../shared/model/source.ts';
import type { SourceWithHealth } from '../../../shared/protocol/answers.ts';
import { ToneShape } from '../../../shared/ui/tone-shape.tsx';
import { Time } from '../../../shared/ui/time.tsx';
import { sceneOf } from '../scene.ts';
import type { Noun } from './noun.ts';
import { bodyOfSource, sourceLabels, SourceFields, valuesOfSource } from './source-fields.tsx';
import { sentLately } from './source-events.tsx';
import { sourceAdded } from './source-added.tsx';
import { kindNames } from './source-words.ts';

export const sources: Noun<SourceWithHealth> = {
  section: 'sources',
  one: 'source',
  article: 'a',
  lead: 'Ways in for what monitors notice. A source feeds drafts to the liaisons; only a rule of yours lets it publish by itself.',
  empty: `There are no sources yet. The relay reads ${sourceKinds.map((kind) => kindNames[kind]).join(' and ')}.`,
  removal:
    'Its address answers nothing from now on, and its drafts and incidents stay. It cannot be had back: a new source gets a new address.',
  calls: { create: 'createSource', replace: 'replaceSource', remove: 'removeSource' },
  all: ({ sources }) => sources,
  columns: () => [
    { head: 'Kind', cell: ({ kind }) => kindNames[kind] },
    { head: 'Publishes', cell: ({ rule }) => (rule.publish === 'auto' ? 'by itself' : 'drafts only') },
    { head: 'Heard from', cell: (source) => <HeardFrom source={source} /> },
    { head: 'Health', cell: (source) => <Health source={source} /> },
  ],
  labels: sourceLabels,
  values: valuesOfSource,
  body: bodyOfSource,
  Fields: SourceFields,
  afterAdding: sourceAdded,
  below: sentLately,
};

function HeardFrom({ source: { lastEventAt } }: { source: SourceWithHealth }) {
  return lastEventAt === null ? (
    'never'
  ) : (
    <Time at={lastEventAt} scene={sceneOf({ services: [] })} isPartOfText />
  );
}

function Health({ source: { health, lastEventAt } }: { source: SourceWithHealth }) {
  if (health === 'ok') return lastEventAt === null ? 'not known yet' : 'works';
  const words = health === 'refused' ? 'wrong secret' : 'not understood';
  return (
    <span class="mark" data-tone={health === 'refused' ? 'down' : 'partly_down'}>
      <ToneShape tone={health === 'refused' ? 'down' : 'partly_down'} />
      {words}
    </span>
  );
}
