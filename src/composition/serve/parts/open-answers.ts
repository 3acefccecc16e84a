/** What a chat may ask beside payments: a name, a balance, a rule, and what is in force. */
import { createAnswerQuestion } from '../../../app/questions/answer-question';
import { createFoundryIntake } from '../../../agents/foundry/foundry-intake';
import { createFindLastPaidAccount } from '../../../app/requests/last-paid-account';
import { createReadPastedText, type AskIntake } from '../../../app/requests/read-pasted-text';
import { createKnownThings, createUnderstand } from '../../../app/requests/understand';
import { assessLiquidity } from '../../../domain/liquidity/assess-liquidity';
import { cashPosition } from '../../../domain/liquidity/cash-position';
import { baseCurrencyOf } from '../../../domain/liquidity/terms';
import { reserve } from '../../../domain/liquidity/held/reserve';
import type { Clock, Log, RandomHex } from '../../../ports/process';
import type { Store } from '../../../ports/store';
import type { HostedAgents } from '../hosted-agents';
import type { Desk } from '../../../teams/desk';
import type { ReferenceData } from '../../data/reference-data';

export type Answers = Pick<
  Desk,
  | 'understand'
  | 'readPastedText'
  | 'findLastPaidAccount'
  | 'people'
  | 'screenName'
  | 'assessLiquidity'
  | 'cashPosition'
  | 'answerQuestion'
  | 'readService'
>;

export interface AnswerParts {
  readonly data: ReferenceData;
  readonly store: Pick<Store, 'findEarlier'>;
  /** Null where the agents are embedded: then the reader reads alone. */
  readonly hosted: HostedAgents | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly randomHex: RandomHex;
  readonly readService: Desk['readService'];
  /** Takes in what changed outside; large files come into force when they are read. */
  readonly lookAtData: () => Promise<void>;
}

export function openAnswers({
  data,
  store,
  hosted,
  clock,
  log,
  randomHex,
  readService,
  lookAtData,
}: AnswerParts): Answers {
  const call = (kind: string) => ({ runId: `${kind}-${randomHex(6)}`, nowMs: clock.now() });
  return {
    understand: createUnderstand({ ...data, clock }),
    readPastedText: createReadPastedText({
      ask: askIntake(hosted, clock),
      known: createKnownThings({ ...data, clock }),
      clock,
      log,
    }),
    findLastPaidAccount: createFindLastPaidAccount(store),
    people: data.directory,
    screenName: (name) => data.tools.sanctions.run({ name }, call('SCREEN')),
    assessLiquidity: async (input) =>
      assessLiquidity(reserve(data.ledger.current(), await data.reservations(), null), input, {
        ...call('LIQUIDITY'),
        terms: data.terms.current(),
      }),
    cashPosition: (asked) => {
      const { rate, ratesAsOf, table } = data.terms.current();
      const baseCurrency = asked ?? baseCurrencyOf({ table });
      return { position: cashPosition(data.ledger.current(), { nowMs: clock.now(), baseCurrency, rate }), ratesAsOf };
    },
    answerQuestion: createAnswerQuestion({
      policy: data.policy,
      knowledge: data.knowledgeSource,
      fit: (found, question) => data.knowledge.current().fit(found, question),
      clock,
      log,
    }),
    readService: async () => {
      // Whoever just changed a rule or a ledger asks here whether it counts: sooner than the next sweep.
      await lookAtData();
      return readService();
    },
  };
}

function askIntake(hosted: HostedAgents | null, clock: Pick<Clock, 'recordedNow'>): AskIntake | null {
  if (!hosted?.intake) return null;
  const { intake: file, project, lock } = hosted;
  return createFoundryIntake({ file, project, lock, nowMs: () => clock.recordedNow() });
}
