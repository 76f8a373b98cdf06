import type { SourceKind } from '../../shared/model/source.ts';
import { alertmanager } from './alertmanager.ts';
import { pagerduty } from './pagerduty.ts';
import type { InboundSource } from './source.ts';

/** Every way in by its kind; a kind without one does not compile. */
export const sources: Readonly<Record<SourceKind, InboundSource>> = { alertmanager, pagerduty };
