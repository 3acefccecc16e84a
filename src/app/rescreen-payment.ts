/** Screens a stored payment again against the lists now in force and says what is new since its review. Writes nothing. */
import { readEvidence } from '../domain/case/case-evidence';
import type { PaymentCase } from '../domain/case/payment-case';
import { screeningInputOf } from '../domain/case/screening-input';
import type { SanctionsInput, SanctionsScreening } from '../domain/evidence/sanctions-screening';
import { newHits, type NewHit } from '../domain/sanctions/parties/new-hits';
import type { Clock, Tool } from '../ports';

export interface Rescreened {
  readonly screening: SanctionsScreening;
  /** Strictest first; none where the lists say no more than they did. */
  readonly hits: readonly NewHit[];
}

export type RescreenPayment = (paymentCase: PaymentCase) => Promise<Rescreened>;

export interface RescreenPaymentDeps {
  readonly tool: Tool<SanctionsInput, SanctionsScreening>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRescreenPayment({ tool, clock }: RescreenPaymentDeps): RescreenPayment {
  return async ({ payment, run, runId }) => {
    const screening = await tool.run(screeningInputOf(payment), { runId, nowMs: clock.now() });
    return { screening, hits: newHits(readEvidence(run).sanctions, screening) };
  };
}
