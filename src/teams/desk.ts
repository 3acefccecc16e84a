/** What the chat edge may ask of the product. */
import type { Cards } from '../cards/create-cards';
import type { Card } from '../cards/templates';
import type { AnswerQuestion } from '../app/answer-question';
import type { AskWhatIf } from '../app/ask-what-if';
import type { DecideApproval } from '../app/decide-approval';
import type { ReleasePart } from '../app/release-part';
import type { RestartReview } from '../app/restart-review';
import type { ShowOrLog } from '../app/show-card';
import type { SubmitPayment } from '../app/submit-payment';
import type { LiquidityInput, LiquidityScreening } from '../domain/evidence/liquidity-screening';
import type { SanctionsScreening } from '../domain/evidence/sanctions-screening';
import type { Refusal } from '../domain/values/errors';
import type { PaymentCase } from '../domain/case/payment-case';
import type { CutoffAnswer } from '../domain/policy/cutoff/cutoff';
import type { Clock, LedgerSource, Log, PolicySource, RandomHex, Store, Wakeups } from '../ports';
import type { Personas } from './personas';

export interface Desk {
  readonly submitPayment: SubmitPayment;
  readonly decideApproval: DecideApproval;
  readonly restartReview: RestartReview;
  readonly releasePart: ReleasePart;
  readonly askWhatIf: AskWhatIf;
  readonly showOrLog: ShowOrLog;
  readonly wakeups: Pick<Wakeups, 'wake'>;
  readonly store: Pick<Store, 'findCase' | 'findCaseByPayment' | 'listCases'>;
  readonly ledger: LedgerSource;
  readonly policy: PolicySource;
  readonly clock: Clock;
  readonly randomHex: RandomHex;
  readonly log: Log;
  readonly cards: Cards;
  readonly renderCase: (paymentCase: PaymentCase) => Card;
  /** Now, by the policy the payment's run keeps. */
  readonly cutoffFor: (paymentCase: PaymentCase) => CutoffAnswer;
  readonly screenName: (name: string) => Promise<SanctionsScreening>;
  readonly assessLiquidity: (input: LiquidityInput) => Promise<{ ok: true; output: LiquidityScreening } | Refusal>;
  /** A question about policy or procedure, answered from both with its source, or not at all. */
  readonly answerQuestion: AnswerQuestion;
  /** Which list, ledger, policy and workflow are in force, in words. */
  readonly describeService: () => string;
  /** Null outside the local profile. */
  readonly personas: Personas | null;
}
