import { createFindSpot } from '../host/find-spot.ts';
import type { FindSpot, HostWorld } from '../host/spot.ts';

/** Loaded beside the host where somebody looks at the page: it finds the spot where the bar is in nobody's way. */
export default {
  main() {
    (globalThis as HostWorld).mastheadSpot ??= forgiving(createFindSpot());
  },
};

/** A page may be stranger than anything we know. Then the bar lies where it is wanted, rather than nowhere. */
function forgiving(findSpot: FindSpot): FindSpot {
  return (...of) => {
    try {
      return findSpot(...of);
    } catch {
      return undefined;
    }
  };
}
