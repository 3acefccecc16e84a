/** How a tool keeps what its answer about a case rests on, so that anybody can make the answer again later. */
import type { KeptContent } from '../domain/values/kept-content';

/** What stands for it in the answer first, then what that one names. */
export type BasisContents = readonly [KeptContent, ...KeptContent[]];

/** Gives the hash under which it is kept; null, and nothing is made, for a run nobody knows. */
export type KeepBasis = (
  runId: string,
  make: () => BasisContents | Promise<BasisContents>,
) => Promise<KeptContent['hash'] | null>;

export const keepsNothing: KeepBasis = () => Promise.resolve(null);
