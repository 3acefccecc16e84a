/** A step's result as it stands: what the agent answered, or what compliance made of it. The answer itself is never rewritten. */
import type { JsonObject } from '../../values/json';
import { isOfGate } from './case-evidence';
import { isClearedByCompliance, type PaymentCase } from '../payment-case';
import { answerOf, type TraceEntry } from './run';

/** What the workflow's conditions and the next agents read: an ESCALATE that compliance called a false positive goes on as CLEAR. */
export function standingResult({ dispositions }: Pick<PaymentCase, 'dispositions'>): (entry: TraceEntry) => JsonObject {
  return (entry) => {
    const answer = answerOf(entry);
    const isOverruled =
      isOfGate(entry, 'sanctions') && answer['decision'] === 'ESCALATE' && isClearedByCompliance({ dispositions });
    if (!isOverruled) return answer;
    return {
      ...answer,
      decision: 'CLEAR',
      pass_to_next_agent: true,
      recommendation: 'Compliance called the match a false positive.',
      compliance_disposition: {
        outcome: 'false_positive',
        screened_as: 'ESCALATE',
        decided_by: dispositions.map(({ role, by, at }) => ({ role, name: by.name, at })),
      },
    };
  };
}
