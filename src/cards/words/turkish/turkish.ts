/** Every word people read on cards and in the chat, in Turkish. Names of roles, accounts and rules stay as policy and ledger have them. */
import type { Words } from '../words';
import { turkishActs } from './payment/acts';
import { turkishBankStatus } from './payment/bank-status';
import { turkishCardDetails } from './payment/card-details';
import { turkishCaseStates } from './payment/case-states';
import { turkishChat } from './chat';
import { turkishCompliance } from './compliance';
import { turkishScreening } from './screening/screening';
import { turkishDelegation } from './delegation';
import { turkishFaults } from './faults';
import { turkishForm } from './form';
import { turkishLiquidity } from './liquidity';
import { turkishLists } from './lists';
import { turkishPaymentCard } from './payment/payment-card';
import { turkishPaymentRun } from './payment/payment-run';
import { turkishPolicyAnswer } from './policy-answers';
import { turkishProblem } from './problems';
import { turkishReach } from './reach';
import { turkishService } from './service';
import { turkishActions, turkishBindings } from './payment/policy-terms';
import { turkishShow } from './show';
import { turkishRecalled } from './payment/recalled';
import { turkishUnusual } from './payment/unusual';
import { turkishWorklist } from './payment/worklist';

const joined = (parts: readonly string[], joint: 've' | 'veya'): string => {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} ${joint} ${last}`;
};

const grants: Words['grants'] = {
  evaluate_options: 'seçenekleri değerlendirme',
  override_breach: 'aşım onayı',
  compliance_review: 'uyum incelemesi',
  acknowledge_cutoff: 'kaçan son saati kabul',
  offer_next_day: 'sonraki iş gününü önerme',
  call_back: 'mesai dışı, geri aramayla',
};

const and = (parts: readonly string[]): string => joined(parts, 've');

export const turkish: Words = {
  and,
  or: (parts) => joined(parts, 'veya'),
  agents: {
    sanctions: 'Yaptırım taraması',
    liquidity: 'Likidite taraması',
    operations: 'Operasyon prosedürleri',
  },
  grants,
  tasks: {
    evaluate_options: 'seçenekleri tartıp onay veya ret',
    override_breach: 'açığa rağmen onay veya ret',
    compliance_review: 'inceleyin',
    acknowledge_cutoff: 'kaçan son saati kabul edin veya reddedin',
    offer_next_day: 'sonraki iş gününü önerin',
    call_back: 'geri arayın, sonra onaylayın veya reddedin',
  },
  actions: turkishActions,
  severities: { NONE: 'ihlal yok', WARNING: 'UYARI', BREACH: 'İHLAL', CRITICAL: 'KRİTİK' },
  recommended: { RELEASE: 'SERBEST BIRAK', HOLD: 'BEKLET' },
  bindings: turkishBindings,
  fault: (code) => turkishFaults[code],
  problem: turkishProblem,
  policyAnswer: ({ text, told }) =>
    told === undefined
      ? text.split('\n')
      : turkishPolicyAnswer(told, { and, grants, actions: turkishActions, bindings: turkishBindings }),
  locale: 'tr-TR',
  show: turkishShow,
  form: turkishForm,
  delegation: turkishDelegation,
  caseStates: turkishCaseStates,
  liquidity: turkishLiquidity,
  compliance: turkishCompliance,
  screening: turkishScreening,
  lists: turkishLists,
  worklist: turkishWorklist,
  reach: turkishReach,
  unusual: turkishUnusual,
  recalled: turkishRecalled,
  bankStatus: turkishBankStatus,
  paymentRun: turkishPaymentRun,
  chat: turkishChat,
  service: turkishService,
  withheld: 'Gizli, uyuma sorun',
  ...turkishActs,
  ...turkishPaymentCard,
  ...turkishCardDetails,
};
