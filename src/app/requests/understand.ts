/** Understands what somebody typed, by the ledger, the policy and the people in force. Nothing is started by it. */
import type { KnowledgeIndex } from '../../domain/knowledge/search';
import { isAnswer } from '../../domain/knowledge/fit';
import { runbookQuestion } from '../../domain/knowledge/turkish-terms';
import { answerFigure } from '../../domain/policy/questions/answer-figure';
import type { KnownThings } from '../../domain/sentences/known-things';
import { readSentence } from '../../domain/sentences/read-sentence';
import type { Reading } from '../../domain/sentences/reading';
import { foldId } from '../../domain/values/text/fold-id';
import { utcDay } from '../../domain/values/time';
import type { Clock } from '../../ports/process';
import type { Current, Directory, LedgerSource, PolicySource } from '../../ports/sources';

/** `named`: payments the message names that the ledger does not have, by the folded id. */
export type Understand = (said: string, named?: ReadonlyMap<string, string>) => Reading;

export interface UnderstandDeps {
  readonly ledger: LedgerSource;
  readonly policy: PolicySource;
  readonly directory: Pick<Directory, 'members'>;
  /** The runbooks of this process: they say whether a question is about them, wherever it is answered. */
  readonly knowledge: Current<Pick<KnowledgeIndex, 'search' | 'fit'>>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createUnderstand(deps: UnderstandDeps): Understand {
  const known = createKnownThings(deps);
  return (said, named) => {
    const things = known();
    const findPaymentId = (typed: string) => things.findPaymentId(typed) ?? named?.get(foldId(typed));
    return readSentence(said, { ...things, findPaymentId });
  };
}

export function createKnownThings({ ledger, policy, directory, knowledge, clock }: UnderstandDeps): () => KnownThings {
  return () => {
    const inForce = ledger.current();
    return {
      day: utcDay(clock.now()),
      accounts: inForce.accounts(),
      findPaymentId: (typed) => inForce.findPayment(typed)?.txn_id,
      roles: policy.current().roles.map(({ name }) => name),
      people: directory.members().map(({ name }) => name),
      carries(question, fields) {
        if (answerFigure(policy.current(), question, fields)) return true;
        const sections = knowledge.current();
        const query = runbookQuestion(question);
        const [best] = sections.search({ query });
        return best !== undefined && isAnswer(sections.fit(best, query), query);
      },
    };
  };
}
