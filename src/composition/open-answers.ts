/** What a chat may ask beside payments: a name, a balance, a rule, and what is in force. */
import { createAnswerQuestion } from '../app/answer-question';
import { createUnderstand } from '../app/understand';
import { assessLiquidity } from '../domain/liquidity/assess-liquidity';
import { reserve } from '../domain/liquidity/reservations';
import type { Clock, Log, RandomHex } from '../ports';
import type { Desk } from '../teams/desk';
import type { ReferenceData } from './reference-data';

export type Answers = Pick<
  Desk,
  'understand' | 'people' | 'screenName' | 'assessLiquidity' | 'answerQuestion' | 'describeService'
>;

export interface AnswerParts {
  readonly data: ReferenceData;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomHex: RandomHex;
}

export function openAnswers({ data, clock, log, randomHex }: AnswerParts): Answers {
  const call = (kind: string) => ({ runId: `${kind}-${randomHex(6)}`, nowMs: clock.now() });
  return {
    understand: createUnderstand({ ...data, clock }),
    people: data.directory,
    screenName: (name) => data.tools.sanctions.run({ name }, call('SCREEN')),
    assessLiquidity: async (input) =>
      assessLiquidity(reserve(data.ledger.current(), await data.reservations(), null), input, {
        ...call('LIQUIDITY'),
        terms: data.terms.current(),
      }),
    answerQuestion: createAnswerQuestion({
      policy: data.policy,
      knowledge: data.knowledgeSource,
      fit: data.knowledge.fit,
      clock,
      log,
    }),
    describeService: () => {
      // Whoever just changed a rule or a ledger asks here whether it counts: sooner than the next sweep.
      data.refresh();
      return describeService(data, clock);
    },
  };
}

function describeService({ list, ledger, ledgerRefused, policy, definition }: ReferenceData, clock: Clock): string {
  const { name: workflow, version } = definition;
  const { name: ledgerName, day, asOf, hasOwnBuffers } = ledger.current();
  const refused = ledgerRefused();
  const age = asOf === null ? 'of unknown age' : `as of ${asOf}`;
  return [
    // What needs somebody's hand comes first.
    ...policy.problems().map(({ message }) => `A changed policy is not in force: ${message}.`),
    ...(refused === null ? [] : [`A changed ledger is not in force: ${refused}.`]),
    `Watch list ${list.name}, ${list.entries.length} entries, published ${list.listDate ?? 'on an unknown day'}.`,
    `Ledger ${ledgerName}, day ${day ?? 'unknown'}, ${age}, ${hasOwnBuffers ? 'with its own buffers' : 'buffers of the policy'}.`,
    `Policy ${policy.current().fingerprint.slice(0, 12)}, workflow ${workflow} ${version}.`,
    clock.isDemoDay ? 'DEMO DAY: business time is simulated.' : '',
  ]
    .join(' ')
    .trim();
}
