/** How alike two whole names are letter by letter, spaces and word borders aside: finds slips that fall into a legal form or a space. */
import type { NameIndex } from '../candidates/build-index';
import type { Query } from '../candidates/prepare-query';
import { slips } from './slips';
import { soundOf } from '../names/sound-key';

/** What one slip costs, as a share of the letters that make the name. */
const slipCost = 1.3;
/** No more slips than this, in names however long; and never more than one in five telling letters. */
const maxSlips = 3;
const lettersPerSlip = 5;
/** A likeness only heard counts a little less than one that can be read. */
const heardDiscount = 0.97;
/** Short names that sound alike are too many. */
const heardFrom = 8;

/** Slips must leave two thirds of the words they fall into: `DUNCAN` is no misspelt `GUTSAN`, however well the other words agree. */
const maxDoubtfulShare = 0.34;
/** By ear even fewer: sounds of a whole name run into each other. */
const maxDoubtfulHeard = 0.2;

export interface LetterCounts {
  /** Letters of the listed name without legal forms and articles. */
  readonly tellingLetters: number;
  /** Of those, letters in words that have no good counterpart in the query. */
  readonly doubtfulLetters: number;
}

/**
 * 0 to 1; 0 where more than a few slips apart. Slips are held against the telling letters, since two companies that share a long legal form are no more alike for it.
 */
export function compareLetters(
  index: NameIndex,
  query: Query,
  name: number,
  { tellingLetters, doubtfulLetters }: LetterCounts,
): number {
  const listed = index.squeezed[name] ?? '';
  const inDoubt = (share: number): number => (doubtfulLetters > 0 ? doubtfulLetters * share : maxSlips);
  const allowed = Math.min(maxSlips, tellingLetters / lettersPerSlip, inDoubt(maxDoubtfulShare));
  const allowedHeard = Math.min(allowed, inDoubt(maxDoubtfulHeard));
  if (allowed < 1 || Math.abs(listed.length - query.squeezed.length) > maxSlips + 1 || listed.length > 120) return 0;
  const surname = index.surnameLetters[name] ?? 0;
  const orders = surname > 0 ? [listed.slice(surname) + listed.slice(0, surname), listed] : [listed];
  let best = 0;
  for (const order of orders) {
    const written = slips(query.squeezed, order, allowed);
    if (written <= allowed) best = Math.max(best, 1 - (slipCost * written) / tellingLetters);
    if (tellingLetters < heardFrom) continue;
    const heard = slips(query.squeezedSound, soundOf(order), allowedHeard);
    if (heard <= allowedHeard) best = Math.max(best, heardDiscount - (slipCost * heard) / tellingLetters);
  }
  return best;
}
