/** What every part of a payment's card is drawn with: what is known, in which words, and what must not be read. */
import { hasEnded } from '../../domain/case/machine/states';
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import { createAccountMask, type AccountMask } from '../words/account-mask';
import type { Words } from '../words/words';
import type { DetailLevel } from '../liquidity/liquidity-details';
import { liquiditySubject, type LiquiditySubject } from '../liquidity/liquidity-subject';
import { shownLiquidity } from '../liquidity/shown-liquidity';
import type { PaymentView } from './payment-view';
import { redactFor, type Redaction } from './redaction';

export interface CardContext {
  readonly view: PaymentView;
  readonly words: Words;
  readonly redaction: Redaction;
  readonly mask: AccountMask;
  readonly level: DetailLevel;
  /** Null before it was screened, and while compliance looks at the payment: what is known of it then is compliance's alone. */
  readonly liquidity: { readonly result: LiquidityScreening; readonly subject: LiquiditySubject } | null;
  /** Nothing happens to it any more: what was decided is history. */
  readonly hasEnded: boolean;
}

export interface CardSurroundings {
  readonly words: Words;
  /** Accounts that could stand beside the payment's own. */
  readonly accountIds?: Iterable<string>;
}

export function cardContext(
  view: PaymentView,
  level: DetailLevel,
  { words, accountIds = [] }: CardSurroundings,
): CardContext {
  const { payment } = view.case;
  const redaction = redactFor(view.case, words);
  const own = [payment.account_id, ...(payment.beneficiary_account === undefined ? [] : [payment.beneficiary_account])];
  const choices = (view.accountChoices ?? []).map(({ account_id }) => account_id);
  const mask = createAccountMask([...accountIds, ...choices, ...own]);
  const result = redaction.isRestricted ? null : shownLiquidity(view.case);
  return {
    view,
    words,
    redaction,
    mask,
    level,
    liquidity: result && {
      result,
      subject: liquiditySubject(result, { words, share: (text, max) => redaction.share(text, max), mask }),
    },
    hasEnded: hasEnded(view.case.status),
  };
}
