/** The answer to a what-if: the figures of another amount, time or account beside those the payment is decided from. */
import type { LiquidityScreening } from '../../domain/evidence/liquidity-screening';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { CutoffAnswer } from '../../domain/policy/cutoff/cutoff';
import { shown } from '../words/escape-markdown';
import { liquidityCardData } from './liquidity-card';
import { shownLiquidity } from './shown-liquidity';
import type { DetailLevel } from './liquidity-details';
import { accountsOf } from './liquidity-subject';
import { createAccountMask, type AccountMask } from '../words/account-mask';
import type { Words } from '../words/words';

export interface ComparedFigure {
  readonly name: string;
  readonly decided: string;
  readonly what_if: string;
}

/** The `liquidity` template, with the way back to the payment. Nothing is compared where the payment has no result of its own. */
export function whatIfCardData(
  result: LiquidityScreening,
  {
    words,
    paymentCase,
    cutoff,
    level,
    accountIds = [],
  }: {
    readonly words: Words;
    readonly paymentCase: PaymentCase;
    readonly cutoff: CutoffAnswer;
    readonly level: DetailLevel;
    readonly accountIds?: Iterable<string>;
  },
) {
  const { payment, runId, version } = paymentCase;
  const before = shownLiquidity(paymentCase);
  const known = [...accountIds, ...(before ? accountsOf(before) : []), ...accountsOf(result)];
  const mask = createAccountMask(known);
  return {
    ...liquidityCardData(result, level, { words, cutoff, accountIds: known }),
    title: words.liquidity.whatIf.title(shown(payment.payment_id, 64)),
    has_payment: true,
    run_id: runId,
    version,
    has_comparison: before !== null,
    comparison: before === null ? [] : compareFigures(before, result, { mask, words }),
  };
}

function compareFigures(
  before: LiquidityScreening,
  after: LiquidityScreening,
  { mask, words }: { readonly mask: AccountMask; readonly words: Words },
): readonly ComparedFigure[] {
  const { whatIf, scopes } = words.liquidity;
  const { rows } = whatIf;
  return [
    compared(rows.amount, ({ payment_assessed: { amount, currency } }) => words.show.money(amount, currency)),
    compared(rows.leavesAt, ({ payment_assessed: { timestamp_utc: at } }) =>
      words.show.clock(at, before.payment_assessed.timestamp_utc),
    ),
    compared(rows.account, ({ payment_assessed: { account_id: account } }) => mask.of(account)),
    compared(rows.lowest, inMoney('projected_min_balance', words)),
    compared(rows.buffer, inMoney('buffer_threshold', words)),
    compared(rows.gap, inMoney('gap', words)),
    compared(rows.result, ({ breach_assessment: { severity } }) => scopes.severities[severity]),
    compared(rows.releasable, inMoney('max_releasable', words)),
  ];

  function compared(name: string, of: (result: LiquidityScreening) => string): ComparedFigure {
    return { name, decided: of(before), what_if: of(after) };
  }
}

function inMoney(field: 'projected_min_balance' | 'buffer_threshold' | 'gap' | 'max_releasable', words: Words) {
  return ({ breach_assessment: found, payment_assessed: assessed }: LiquidityScreening): string =>
    words.show.money(found[field], assessed.currency);
}
