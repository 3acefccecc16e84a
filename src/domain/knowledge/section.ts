/** A runbook section people and answers can point to. */
import type { KnowledgeSearch } from '../evidence/operational-procedures';

export type SectionType = KnowledgeSearch['results'][number]['doc_type'];

export interface Section {
  /** `liquidity-breach#partial-release`: the file's name without ending, and the heading's words. */
  readonly id: string;
  readonly documentTitle: string;
  readonly heading: string;
  readonly docType: SectionType;
  readonly topics: readonly string[];
  /** Markdown, without the heading, as one paragraph flow. */
  readonly text: string;
  /** SHA-256 of `text`. */
  readonly hash: string;
  /** How people ask for it beside its heading: found by, never cited. */
  readonly askedAs: readonly string[];
  /** Everyday words for words of its text: found by, never cited. */
  readonly saidAs: readonly string[];
}
