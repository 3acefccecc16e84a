/** The runbooks as they read under the policy in force, and where their sections are found. */
import { createKnowledgeIndex, type KnowledgeIndex } from '../../domain/knowledge/search';
import type { Policy } from '../../domain/policy/policy';
import { quotePolicyOf } from '../../domain/policy/quote-policy';
import type { Problem } from '../../domain/values/errors';
import type { Current, KnowledgeSource } from '../../ports/sources';
import type { Log } from '../../ports/process';
import { createAzureKnowledge } from '../../sources/knowledge/azure-knowledge';
import { connectAzureSearch } from '../../sources/knowledge/azure-search';
import { createIndexedKnowledge } from '../../sources/knowledge/indexed-knowledge';
import { parseKnowledge, readKnowledgeTexts, requireKnowledge } from '../../sources/knowledge/knowledge-folder';
import type { Config } from '../config/config';

/** The knowledge folder's sections, and which of their quotations the policy in force has no words for. */
export interface Runbooks extends Current<KnowledgeIndex> {
  readonly problems: () => readonly Problem[];
}

/**
 * The runbooks as they read under the policy in force; the same object until that changes. At the start every quotation must
 * have its words. Later the policy decides and the runbook follows: where it took a rule away, the section says so.
 */
export function openRunbooks(folder: string, policy: Current<Policy>): Runbooks {
  const texts = readKnowledgeTexts(folder);
  const first = policy.current();
  let kept: Kept = { under: first, problems: [], index: createKnowledgeIndex(requireKnowledge(texts, first)) };
  return {
    current: () => underPolicy().index,
    problems: () => underPolicy().problems,
  };

  function underPolicy(): Kept {
    const under = policy.current();
    if (under !== kept.under) kept = readAnew(under);
    return kept;
  }

  function readAnew(under: Policy): Kept {
    const quote = quotePolicyOf(under);
    const whole = parseKnowledge(texts, quote);
    const filled = whole.ok ? whole : parseKnowledge(texts, (reference) => quote(reference) ?? goneWords);
    return {
      under,
      problems: whole.ok ? [] : whole.problems,
      index: filled.ok ? createKnowledgeIndex(filled.sections) : kept.index,
    };
  }
}

const goneWords = '(no longer in the policy)';

interface Kept {
  readonly under: Policy;
  readonly problems: readonly Problem[];
  readonly index: KnowledgeIndex;
}

/** That folder, or the search service configured. */
export function openKnowledge(
  { knowledgeService: service }: Config,
  folder: Current<KnowledgeIndex>,
  log: Log,
): KnowledgeSource {
  return service === null
    ? createIndexedKnowledge(folder)
    : createAzureKnowledge({ index: service.index, connect: () => connectAzureSearch(service), log });
}
