import type { MaintenancePhase } from '../model/maintenance.ts';
import type { Locale } from './locale.ts';

/** A maintenance phase in people's words. */
export const maintenanceWord = (phase: MaintenancePhase, locale: Locale): string =>
  locale.say(`words_maintenance_${phase}`);
