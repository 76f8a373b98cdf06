import type { SourceKind } from '../../../shared/model/source.ts';

export const kindNames: Record<SourceKind, string> = {
  alertmanager: 'Prometheus Alertmanager',
  pagerduty: 'PagerDuty',
};
