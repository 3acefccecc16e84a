/** A screener that never clears the single names policy lists, although a list has them only as part of longer ones. */
import type { Screener } from './screen-party';

/** `names` as policy has them now. */
export function escalatePolicyNames(screener: Screener, names: readonly string[]): Screener {
  return { ...screener, screen: (party, passedOver) => screener.screen(party, passedOver, names) };
}
