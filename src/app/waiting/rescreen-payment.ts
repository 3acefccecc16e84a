/** Screens a stored payment again against the lists now in force and says what is new since its review. Writes nothing. */
import type { PaymentCase } from '../../domain/case/payment-case';
import { hitsSince } from '../../domain/case/acts/rescreen';
import { screeningInputOf } from '../../domain/case/run/screening-input';
import type { SanctionsInput, SanctionsScreening } from '../../domain/evidence/sanctions-screening';
import type { NewHit } from '../../domain/sanctions/parties/new-hits';
import type { KeptContent } from '../../domain/values/kept-content';
import type { Clock } from '../../ports/process';
import type { Tool } from '../../ports/tools';

export interface Rescreened {
  readonly input: SanctionsInput;
  readonly screening: SanctionsScreening;
  /** Strictest first; none where the lists say no more than they did. */
  readonly hits: readonly NewHit[];
  /** What the screening rests on and names: for whoever keeps it. */
  readonly contents: readonly KeptContent[];
}

export type RescreenPayment = (paymentCase: PaymentCase) => Promise<Rescreened>;

export interface RescreenPaymentDeps {
  readonly tool: Tool<SanctionsInput, SanctionsScreening>;
  readonly clock: Pick<Clock, 'now'>;
}

export function createRescreenPayment({ tool, clock }: RescreenPaymentDeps): RescreenPayment {
  return async ({ payment, run, runId }) => {
    const input = screeningInputOf(payment);
    const contents: KeptContent[] = [];
    const keep = (made: readonly KeptContent[]): void => void contents.push(...made);
    const screening = await tool.run(input, { runId, nowMs: clock.now(), keep });
    return { input, screening, hits: hitsSince(run, screening), contents };
  };
}
