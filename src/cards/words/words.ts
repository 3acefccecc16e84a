/** What every language of the cards has: the same keys, so that a word missing in one of them is a compile error. */
import type { english } from './english';

export type Words = typeof english;
