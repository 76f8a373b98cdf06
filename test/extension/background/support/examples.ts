import type { IncidentView, ToolView } from '../../../../shared/protocol/view.ts';

export const at = (offset: number, epoch = 'e1') => ({ epoch, offset });

/** A live incident on `checkout`. */
export function incident(changes: Partial<IncidentView> = {}): IncidentView {
  return {
    id: 'inc_1',
    revision: 1,
    materialRevision: 1,
    title: 'Payments fail',
    severity: 'sev2',
    phase: 'investigating',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    startedAt: '2026-11-24T14:00:00.000Z',
    updatedAt: '2026-11-24T14:00:00.000Z',
    resolvedAt: null,
    nextUpdateDueAt: '2026-11-24T14:30:00.000Z',
    links: [],
    isRestricted: false,
    updates: [],
    ...changes,
  };
}

export const resolved = (changes: Partial<IncidentView> = {}) =>
  incident({ phase: 'resolved', resolvedAt: '2026-11-24T14:20:00.000Z', revision: 9, ...changes });

export function tool(changes: Partial<ToolView> = {}): ToolView {
  return {
    id: 'crm',
    name: 'CRM',
    patterns: ['https://crm.example.com/*'],
    services: ['checkout'],
    placement: 'bottom',
    ...changes,
  };
}

export const services = [
  { id: 'checkout', name: 'Checkout' },
  { id: 'search', name: 'Search' },
];
