/** The liquidity gate for a payment that the ledger has under another id: counted once, and in the row's place. */
import { assessLiquidity, type LiquidityCall } from './assess-liquidity';
import type { Ledger } from './ledger/ledger';
import { setAside } from './ledger/set-aside';
import type { LiquidityInput, LiquidityScreening } from '../evidence/liquidity-screening';
import type { Refusal } from '../values/errors';

/**
 * `ledgerId` null, or without a row: as it is asked. The row's status stands in the answer: what has left must not leave again.
 * `leavesAtOwnTime`: people had it wait, so its row's time is not its own.
 */
export function assessInPlace(
  ledger: Ledger,
  ledgerId: string | null,
  input: LiquidityInput,
  call: LiquidityCall,
  leavesAtOwnTime = false,
): { ok: true; output: LiquidityScreening } | Refusal {
  const isItsOwn = ledgerId === input.payment_id && !leavesAtOwnTime;
  const row = ledgerId === null || isItsOwn ? undefined : ledger.findPayment(ledgerId);
  if (!row) return assessLiquidity(ledger, input, call);
  const assessed = assessLiquidity(setAside(ledger, row.txn_id), input, call);
  if (!assessed.ok) return assessed;
  const { output } = assessed;
  const payment_assessed = { ...output.payment_assessed, ledger_status: row.status };
  return { ok: true, output: { ...output, payment_assessed } };
}
