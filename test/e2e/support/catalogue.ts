import type { Api, NewIncident } from './api.ts';

/** Three services and three tools: the CRM shows Checkout, the desk both Checkout and Search, the wiki Search alone. */
export async function saveCatalogue(api: Api): Promise<void> {
  for (const [id, name] of [
    ['checkout', 'Checkout'],
    ['search', 'Search'],
    ['billing', 'Billing'],
  ] as const) {
    await api.saveService({ id, name });
  }
  for (const [id, services] of [
    ['crm', ['checkout', 'billing']],
    ['desk', ['checkout', 'search']],
    ['wiki', ['search']],
  ] as const) {
    await api.saveTool({ id, name: id, patterns: [`http://${id}.localhost/*`], services: [...services] });
  }
}

/** An incident on Checkout; what a test is about it says itself. */
export function checkoutIncident(rest: Partial<NewIncident> = {}): NewIncident {
  return {
    title: 'Card payments fail',
    severity: 'sev2',
    services: [{ id: 'checkout', impact: 'partial_outage' }],
    message: 'Every second card payment fails.',
    ...rest,
  };
}

/** Ends every incident that is live. */
export async function resolveAll(api: Api): Promise<void> {
  for (const { id, phase } of (await api.state()).incidents) {
    if (phase !== 'resolved') await api.update(id, { phase: 'resolved', message: 'Over.' });
  }
}
