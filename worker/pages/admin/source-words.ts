import type { Severity } from '../../../shared/model/severity.ts';
import type { SourceKind } from '../../../shared/model/source.ts';

export const kindNames: Record<SourceKind, string> = {
  alertmanager: 'Prometheus Alertmanager',
  pagerduty: 'PagerDuty',
};

export const severityWords: Record<Severity, string> = {
  sev1: 'Severity 1, gravest',
  sev2: 'Severity 2',
  sev3: 'Severity 3',
  sev4: 'Severity 4',
};
