/** What a decision about a payment turns on: its figures, and what the data they were worked out from is worth. */
import type { Refusal } from '../values/errors';
import type { LiquidityInput, LiquidityScreening } from '../evidence/liquidity-screening';
import type { DecidingScope } from '../policy/tables/liquidity-table';
import { readAssessedPayment, type AssessedPayment } from './assessed-payment';
import { decideSides, type DecidedSides } from './decide-sides';
import type { Ledger } from './ledger/ledger';
import { withPolicyBuffers } from './ledger/policy-buffers';
import { stateFigures } from './state-figures';
import type { LiquidityTerms } from './terms';

/** How old the data is, and whether it is proven. */
export type DataWorth = Pick<LiquidityScreening['audit'], 'ledger_day' | 'data_as_of' | 'account_proof'>;

/** Parts of a screening under their names there, and what the rest of it is worked out from. */
interface Judged extends Pick<LiquidityScreening, 'breach_assessment' | 'account_summary'> {
  readonly ok: true;
  readonly payment_assessed: Pick<LiquidityScreening['payment_assessed'], 'currency'>;
  readonly audit: DataWorth;
  /** With policy's buffers. */
  readonly ledger: Ledger;
  readonly payment: AssessedPayment;
  readonly decided: DecidedSides;
}

/** Throws `amount_out_of_range` where a figure has no exact JSON number. */
export function judgeLiquidity(
  given: Ledger,
  input: LiquidityInput,
  { nowMs, terms: { table } }: { readonly nowMs: number; readonly terms: Pick<LiquidityTerms, 'table'> },
): Judged | Refusal {
  const ledger = withPolicyBuffers(given, table.buffers);
  const read = readAssessedPayment(ledger, input, nowMs);
  if (!read.ok) return read;
  const { payment } = read;
  const decided = decideSides(ledger, payment, table);
  if (!decided.ok) return decided;
  const { breach, details, summary } = stateFigures(payment, decided.impact);
  return {
    ok: true,
    ledger,
    payment,
    decided,
    payment_assessed: { currency: payment.account.currency },
    breach_assessment: {
      ...breach,
      buffer_rule: payment.buffer.ruleId ?? 'buffers.json',
      decided_by: decided.deciding.scope,
      ...details,
    },
    account_summary: summary,
    audit: {
      ledger_day: ledger.day,
      data_as_of: asOfDeciding(ledger, payment, table.deciding_scope),
      account_proof: proofDeciding(ledger, payment, table.deciding_scope),
    },
  };
}

/** When the figures that decide were true: the account's own data, or the oldest of the entity's where its total has a say. Null where nobody said. */
function asOfDeciding(ledger: Ledger, { account }: AssessedPayment, scope: DecidingScope): string | null {
  if (scope === 'account') return ledger.asOfFor(account.account_id, account.currency);
  const all = ledger
    .accounts()
    .filter(({ entity, currency }) => entity === account.entity && currency === account.currency)
    .map(({ account_id, currency }) => ledger.asOfFor(account_id, currency));
  return all.reduce((oldest, asOf) => {
    if (oldest === null || asOf === null) return null;
    return Date.parse(asOf) < Date.parse(oldest) ? asOf : oldest;
  });
}

/** The account's own proof, or the worst of the entity's where its total has a say. Null where no statement speaks of them. */
function proofDeciding(
  ledger: Ledger,
  { account }: AssessedPayment,
  scope: DecidingScope,
): LiquidityScreening['audit']['account_proof'] {
  const proofs = ledger
    .accounts()
    .filter(({ entity, currency }) => entity === account.entity && currency === account.currency)
    .filter(({ account_id }) => scope !== 'account' || account_id === account.account_id)
    .flatMap(({ account_id, currency }) => ledger.proofOf(account_id, currency) ?? []);
  const worst = proofs.find(({ state }) => state === 'not_proven') ?? proofs[0];
  if (!worst) return null;
  return { state: worst.state, why: scope === 'account' ? worst.why : `${worst.accountId}: ${worst.why}` };
}
