/** Whose buffer decides about a payment, by policy, and what it does to all who do. */
import { refuse, type Refusal } from '../values/errors';
import type { LiquidityTable, SeverityLimits } from '../policy/tables/liquidity-table';
import type { Side } from './alternatives/option-question';
import type { AssessedPayment } from './assessed-payment';
import { assessImpact, type Impact } from './impact';
import { flowOf, type Ledger, type View } from './ledger/ledger';
import { isCertain } from '../payment/ledger-row';
import { toMinor } from './ledger/minor-units';
import type { Position } from './position';

export interface DecidedSides {
  readonly sides: readonly Side[];
  /** The side with the least headroom: its figures are the assessment's. */
  readonly deciding: Side;
  /** Its figures, with what must hold for every side: part, time and shortfall. */
  readonly impact: Impact;
}

export function decideSides(
  ledger: Ledger,
  payment: AssessedPayment,
  { deciding_scope: scope, severity }: Pick<LiquidityTable, 'deciding_scope' | 'severity'>,
): ({ ok: true } & DecidedSides) | Refusal {
  const { account_id, entity, currency } = payment.account;
  const sides: Side[] = [];
  const take = (side: Side['scope'], name: string, position: Position | undefined): void => {
    if (position) sides.push({ scope: side, name, position, ...impactOn(position, payment, 'all', severity) });
  };
  if (scope !== 'entity') take('account', account_id, ledger.accountPosition(account_id, currency, 'all'));
  if (scope !== 'account') take('entity', entity, ledger.entityPosition(entity, currency, 'all'));
  const [first] = sides;
  if (!first || (scope === 'strictest' && sides.length < 2)) {
    return refuse('missing_balance', `${entity} has a ${currency} account without a start-of-day balance.`, 'entity');
  }
  const deciding = sides.reduce(
    (least, side) => (side.impact.headroomMinor < least.impact.headroomMinor ? side : least),
    first,
  );
  return { ok: true, sides, deciding, impact: forAll(deciding.impact, sides) };
}

/** A row the position counts already is taken out; the certain view never counted an expected one. */
export function impactOn(
  position: Position,
  payment: AssessedPayment,
  view: View,
  severityLimits: SeverityLimits,
): Pick<Side, 'impact' | 'ownFlow'> {
  const counted = payment.row && (view === 'all' || isCertain(payment.row)) ? payment.row : null;
  const ownFlow = counted && flowOf(counted, payment.exponent);
  const impact = assessImpact({
    position,
    ownFlow,
    paymentMinor: toMinor(payment.amount, payment.exponent),
    atMs: payment.atMs,
    bufferMinor: toMinor(payment.buffer.minimum, payment.exponent),
    severityLimits,
  });
  return { impact, ownFlow };
}

function forAll(impact: Impact, sides: readonly Side[]): Impact {
  const all = sides.map((side) => side.impact);
  const times = all.map(({ earliestFullReleaseMs }) => earliestFullReleaseMs);
  return {
    ...impact,
    maxReleasableMinor: all.reduce(
      (least, { maxReleasableMinor: part }) => (part < least ? part : least),
      impact.maxReleasableMinor,
    ),
    // Each fits from its own time to the day's end, so all fit from the last of them.
    earliestFullReleaseMs: times.reduce<number | null>(
      (last, time) => (last === null || time === null ? null : Math.max(last, time)),
      Number.NEGATIVE_INFINITY,
    ),
    shortfallMinor: all.reduce((most, { shortfallMinor: part }) => (part > most ? part : most), impact.shortfallMinor),
  };
}
