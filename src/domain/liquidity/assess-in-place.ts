/** The liquidity gate for a payment that the ledger has under another id: counted once, and in the row's place. */
import { assessLiquidity, type LiquidityCall } from './assess-liquidity';
import type { Ledger } from './ledger/ledger';
import { setAside } from './ledger/set-aside';
import type { LiquidityInput, LiquidityScreening } from '../evidence/liquidity-screening';
import type { LedgerRow } from '../payment/ledger-row';
import type { Refusal } from '../values/errors';

export interface InPlace {
  /** The ledger to ask. */
  readonly ledger: Ledger;
  /** What was set aside in it. */
  readonly row: LedgerRow | undefined;
}

/**
 * `ledgerId` null, or without a row: as it is asked. `leavesAtOwnTime`: people had it wait, so its row's time is not its own.
 */
export function inPlace(
  ledger: Ledger,
  ledgerId: string | null,
  { payment_id: paymentId }: Pick<LiquidityInput, 'payment_id'>,
  leavesAtOwnTime = false,
): InPlace {
  const isItsOwn = ledgerId === paymentId && !leavesAtOwnTime;
  const row = ledgerId === null || isItsOwn ? undefined : ledger.findPayment(ledgerId);
  return { ledger: row ? setAside(ledger, row.txn_id) : ledger, row };
}

/** As `inPlace`. The row's status stands in the answer: what has left must not leave again. */
export function assessInPlace(
  given: Ledger,
  ledgerId: string | null,
  input: LiquidityInput,
  call: LiquidityCall,
  leavesAtOwnTime = false,
): { ok: true; output: LiquidityScreening } | Refusal {
  const { ledger, row } = inPlace(given, ledgerId, input, leavesAtOwnTime);
  const assessed = assessLiquidity(ledger, input, call);
  if (!row || !assessed.ok) return assessed;
  const { output } = assessed;
  const payment_assessed = { ...output.payment_assessed, ledger_status: row.status };
  return { ok: true, output: { ...output, payment_assessed } };
}
