import * as fc from 'fast-check';

/** Runs of a property: 1,000 in a commit; `MASTHEAD_RUNS=20` makes it twenty times as many, `0.1` a tenth. */
const BASE_RUNS = 1_000;

/**
 * Holds a property against generated cases. A failure prints its seed and path; a fixed case beside the property then
 * keeps it. `weight` below 1 is for properties whose single run is costly.
 */
export function holds<Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  weight = 1,
): void {
  const scale = Number(process.env['MASTHEAD_RUNS'] ?? 1);
  fc.assert(property, { numRuns: Math.max(1, Math.round(BASE_RUNS * weight * scale)) });
}
