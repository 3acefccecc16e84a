/** Money from other own accounts for a payment that does not fit: the transfer is a request of its own, and this only fills in its form. */
import { readEvidence } from '../run/case-evidence';
import { offerOf, type OfferOrRefusal } from '../machine/offer';
import type { PaymentCase } from '../payment-case';
import { refuseAct } from '../machine/refuse-act';
import type { LiquidityAlternative } from '../../evidence/liquidity-screening';

const act = 'sweep';

type Sweep = Extract<LiquidityAlternative, { kind: 'sweep' }>;
export type SweepSource = Sweep['sources'][number];

/** The accounts that the decision's evidence proves can spare it, the best first; none where it was not proven. */
export function sweepSources({ run }: Pick<PaymentCase, 'run'>): readonly SweepSource[] {
  const options = readEvidence(run).liquidity?.recommendation.alternative_details ?? [];
  const sweep = options.find((option): option is Sweep => option.kind === 'sweep');
  return sweep?.feasible === true ? sweep.sources : [];
}

export function offerSweep(current: PaymentCase): OfferOrRefusal {
  const { status, decision, payment } = current;
  if (status !== 'awaiting_approval' || decision?.outcome !== 'liquidity_hold')
    return refuseAct(act, {
      code: 'case_not_waiting',
      why: `${payment.payment_id} does not wait because of a breach`,
      next: 'Ask for the transfer with /new.',
    });
  return sweepSources(current).length > 0
    ? { ok: true, offers: [offerOf(act)] }
    : refuseAct(act, { code: 'nothing_to_sweep', why: 'No other own account can spare what is missing' });
}
