/** Every set of approvers policy can ask for, each with a payment that needs it: found by asking at every boundary. */
import { knownEntities } from '../../questions/known-entity';
import { decimal } from '../../../values/money';
import { severities } from '../../../evidence/liquidity-screening';
import { paymentTypes } from '../../../payment/payment-request';
import type { JsonObject } from '../../../values/json';
import { formatUtc } from '../../../values/time';
import { firedSets, standingSet, type ApprovalFacts, type FiredSet } from '../../approvals/approvals';
import type { Policy } from '../../policy';

export interface AskedAt {
  readonly fired: readonly FiredSet[];
  readonly standing: FiredSet;
  readonly example: JsonObject;
}

/** No rule can tell two amounts apart that lie between the same neighbours of these. */
const cent = 0.01;
/** Any day does: the approval matrix knows hours, not days. */
const day = '2026-01-22';
/** Stands for every entity no rule names, where the policy itself knows none of them. */
const anotherEntity = 'any other entity';

/** One answer of the approval matrix for every combination of conditions its rules can tell apart. */
export function askEverywhere(policy: Policy): readonly AskedAt[] {
  return payments(policy).map((facts) => {
    const fired = firedSets(policy.approvals, facts);
    return { fired, standing: standingSet(policy, fired), example: exampleOf(facts) };
  });
}

function payments(policy: Policy): readonly ApprovalFacts[] {
  const { tiers, rules, after_hours: night } = policy.approvals;
  const bounds = [
    ...tiers.flatMap(({ up_to_usd: bound }) => (bound === null ? [] : [bound])),
    ...rules.flatMap(({ when }) => [when.above_usd, when.up_to_usd].filter((bound) => bound !== undefined)),
  ];
  const amounts = [...new Set([cent, ...bounds.flatMap((bound) => [bound, bound + cent])])].map((usd) => decimal(usd));
  const named = new Set(rules.flatMap(({ when }) => when.entities ?? []));
  const other = [...knownEntities(policy)].find((entity) => !named.has(entity)) ?? anotherEntity;
  const entities = [...named, other];
  const times = [...new Set(['12:00', night.from_utc, night.to_utc])].map((time) => Date.parse(`${day}T${time}:00Z`));
  return amounts.flatMap((amountUsd) =>
    paymentTypes.flatMap((paymentType) =>
      severities.flatMap((severity) =>
        entities.flatMap((entity) => times.map((atMs) => ({ amountUsd, paymentType, severity, entity, atMs }))),
      ),
    ),
  );
}

function exampleOf({ amountUsd, paymentType, severity, entity, atMs }: ApprovalFacts): JsonObject {
  return {
    amount: amountUsd === null ? null : amountUsd.toNumber(),
    currency: 'USD',
    payment_type: paymentType,
    severity,
    entity,
    at: formatUtc(atMs),
  };
}
