/** What every language of cards and chat has: the same keys, so that a word missing in one of them is a compile error. */
import type { english } from './english/english';

export type Words = typeof english;
