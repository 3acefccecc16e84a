/** Answers a person's question about policy or procedure: by the rules, and by the runbook section that fits, wherever they are kept. */
import { asFault } from '../../domain/values/errors';
import { isAnswer } from '../../domain/knowledge/fit';
import type { KnowledgeIndex } from '../../domain/knowledge/search';
import { runbookQuestion } from '../../domain/knowledge/turkish-terms';
import {
  answerPolicyQuestion,
  type FoundKnowledge,
  type PolicyAnswer,
  type PolicyQuestion,
} from '../../domain/policy/questions/answer-question';
import type { Clock, Log } from '../../ports/process';
import type { KnowledgeSource, PolicySource } from '../../ports/sources';

export type AnswerQuestion = (question: PolicyQuestion) => Promise<PolicyAnswer>;

export interface AnswerQuestionDeps {
  readonly policy: PolicySource;
  readonly knowledge: KnowledgeSource;
  /** How well what was found fits the question. */
  readonly fit: KnowledgeIndex['fit'];
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
}

const longestQuestion = 500;

export function createAnswerQuestion({ policy, knowledge, fit, clock, log }: AnswerQuestionDeps): AnswerQuestion {
  return async (asked) => {
    const question = { ...asked, text: asked.text.slice(0, longestQuestion) };
    return answerPolicyQuestion(policy.current(), await find(runbookQuestion(question.text)), question, clock.now());
  };

  async function find(question: string): Promise<FoundKnowledge> {
    try {
      const [best] = (await knowledge.search({ query: question })).results;
      return best && isAnswer(fit(best, question), question) ? best : null;
    } catch (error) {
      const { code, message } = asFault(error);
      if (code !== 'agent_unavailable' && code !== 'tool_failed') throw error;
      log.warn({ searched: knowledge.describe(), code, reason: message }, 'the knowledge could not be asked');
      return 'unavailable';
    }
  }
}
