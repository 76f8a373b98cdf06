import type { MaintenancePhase } from '../model/maintenance.ts';

const maintenanceWords: Record<MaintenancePhase, string> = {
  scheduled: 'planned',
  in_progress: 'under way',
  verifying: 'done, checking',
  completed: 'over',
  cancelled: 'called off',
};

/** A maintenance phase in people's words. */
export const maintenanceWord = (phase: MaintenancePhase): string => maintenanceWords[phase];
