import { Refusal } from '../lib/refusal.ts';
import { isWithin, measureSizes, sizeLine } from './measure.ts';

/** Prints every size beside its budget; refuses where one is over it or could not be measured. */
export function checkSizes(): void {
  const sizes = measureSizes();
  for (const size of sizes) console.log(sizeLine(size));
  const over = sizes.filter((size) => !isWithin(size));
  if (over.length > 0) throw new Refusal(`Over budget: ${over.map(({ name }) => name).join('; ')}.`);
}
