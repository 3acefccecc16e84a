/** Every word people read on cards and in the chat, in English. Another language is one more object of the type `Words`; what goes in is escaped already. */
import type { LiquidityScreening, Severity } from '../../../domain/evidence/liquidity-screening';
import type { FinalAction } from '../../../domain/evidence/operational-procedures';
import type { Grant } from '../../../domain/policy/approvals/grants';
import { englishBindings, englishPolicyAnswer } from './policy-answers';
import { describeFault, type FaultCode, type Problem } from '../../../domain/values/errors';
import { listInWords } from '../../../domain/values/text/list-in-words';
import { englishActs } from './payment/acts';
import { englishBankStatus } from './payment/bank-status';
import { englishCardDetails } from './payment/card-details';
import { englishCaseStates } from './payment/case-states';
import { englishChat } from './chat';
import { englishCompliance } from './compliance';
import { englishScreening } from './screening/screening';
import { englishDelegation } from './delegation';
import { englishForm } from './form';
import { englishLiquidity } from './liquidity';
import { englishLists } from './lists';
import { englishReach } from './reach';
import { englishRecalled } from './payment/recalled';
import { englishUnusual } from './payment/unusual';
import { englishWorklist } from './payment/worklist';
import { englishPaymentCard } from './payment/payment-card';
import { englishPaymentRun } from './payment/payment-run';
import { englishService } from './service';
import { englishShow } from './show';

type AgentKey = 'sanctions' | 'liquidity' | 'operations';

const agents: Readonly<Record<AgentKey, string>> = {
  sanctions: 'Sanctions screening',
  liquidity: 'Liquidity screening',
  operations: 'Operational procedures',
};

/** What whoever is asked does about it. */
const tasks: Readonly<Record<Grant, string>> = {
  evaluate_options: 'weigh the options, then decide',
  override_breach: 'approve despite the breach',
  compliance_review: 'review it',
  acknowledge_cutoff: 'accept the missed cutoff, or reject',
  offer_next_day: 'offer the next business day',
  call_back: 'call back, then approve or reject',
};

const grants: Readonly<Record<Grant, string>> = {
  evaluate_options: 'evaluate options',
  override_breach: 'override approval',
  compliance_review: 'compliance review',
  acknowledge_cutoff: 'acknowledge missed cutoff',
  offer_next_day: 'offer next business day',
  call_back: 'after hours, with callback',
};

/** As the contract writes them. */
const actions: Readonly<Record<FinalAction, string>> = { PROCEED: 'PROCEED', HOLD: 'HOLD', REJECT: 'REJECT' };
const severities: Readonly<Record<Severity, string>> = {
  NONE: 'no breach',
  WARNING: 'WARNING',
  BREACH: 'BREACH',
  CRITICAL: 'CRITICAL',
};
const recommended: Readonly<Record<LiquidityScreening['recommendation']['action'], string>> = {
  RELEASE: 'RELEASE',
  HOLD: 'HOLD',
};

export const english = {
  and: (parts: readonly string[]): string => listInWords(parts, 'and'),
  or: (parts: readonly string[]): string => listInWords(parts, 'or'),
  agents,
  grants,
  tasks,
  actions,
  severities,
  recommended,
  /** Which cutoff is the earliest. */
  bindings: englishBindings as Readonly<Record<keyof typeof englishBindings, string>>,
  /** What a review that stopped says of itself. */
  fault: (code: FaultCode): string => describeFault(code).cardText,
  /** Why something was not done, as the desk said it. */
  problem: ({ message }: Problem): string => message,
  /** An answer of policy's tables; a quotation of the runbooks has nothing `told` and is said as it is kept. */
  policyAnswer: englishPolicyAnswer,
  locale: 'en-GB' as 'en-GB' | 'tr-TR',
  show: englishShow,
  form: englishForm,
  delegation: englishDelegation,
  caseStates: englishCaseStates,
  liquidity: englishLiquidity,
  compliance: englishCompliance,
  screening: englishScreening,
  lists: englishLists,
  worklist: englishWorklist,
  reach: englishReach,
  unusual: englishUnusual,
  recalled: englishRecalled,
  bankStatus: englishBankStatus,
  paymentRun: englishPaymentRun,
  chat: englishChat,
  service: englishService,
  /** In the place of text that would name a match. */
  withheld: 'Withheld, see compliance',
  ...englishActs,
  ...englishPaymentCard,
  ...englishCardDetails,
};
