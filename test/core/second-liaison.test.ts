import { expect, it } from 'vitest';
import type { Command } from '../../shared/core/command.ts';
import { secondLiaisonCauses } from '../../shared/core/second-liaison.ts';
import type { FactDraft } from '../../shared/model/draft.ts';
import { organisation } from '../support/builders.ts';
import { factAt, source } from '../support/source-world.ts';

const draft: FactDraft = {
  kind: 'fact',
  id: 'dft_1',
  sourceId: 'src_pager',
  status: 'open',
  fact: { ...factAt(0), phase: 'investigating' },
  published: null,
  incidentId: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  settlesAt: null,
};
const publish: Command = {
  type: 'publish_draft',
  draftId: 'dft_1',
  input: {
    title: 'Down',
    message: 'Look.',
    severity: 'sev3',
    phase: 'investigating',
    services: [],
    links: [],
    audiences: [],
  },
};

it.each([
  ['its source says for everyone', { src_pager: source() }, []],
  ['its source says for a few', { src_pager: source({ audiences: ['sales'] }) }, ['confidential']],
  ['nobody knows any more, since its source is gone', {}, ['confidential']],
])('publishing to everyone a draft that %s', (_who, sources, causes) => {
  const state = { ...organisation(), sources, drafts: { dft_1: draft } };
  expect(secondLiaisonCauses(state, publish)).toEqual(causes);
});
