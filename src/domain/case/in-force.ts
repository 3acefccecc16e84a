/** What a command needs to know beyond the case: the time, the rules, and what workflow and ledger say now. */
import type { ScreeningComparison } from '../liquidity/compare-screenings';
import type { BankedEntry } from '../liquidity/statements/banked-payment';
import type { PaymentRequest } from '../payment/payment-request';
import type { Policy } from '../policy/policy';
import type { PaymentCase } from './payment-case';
import type { Person } from '../values/person';
import type { Run } from './run/run';
import type { EarlierPayment } from './unusual/earlier-payment';

/** By what rules a case is judged, and when. */
export interface RulesInForce {
  /** Business time, UTC milliseconds. */
  readonly nowMs: number;
  readonly policy: Policy;
  /** The policy the case's run was started under; null where it is not kept here any more. */
  readonly runPolicy: Policy | null;
}

/** All that whether an act is taken rests on, beside the case: a card offers by it what a press is judged by. */
export interface InForce extends RulesInForce {
  /** Whether people try the desk out: a case that a persona acted on is then answered like any other, and nowhere else. */
  readonly takesTests: boolean;
  /** Who changed this payee's details in another case while nothing to them has been approved; nobody where the case takes no approval. */
  readonly payeeChangedBy: readonly Person[];
  /** What a review that is restarted would go on from. */
  readonly workflow: Workflow;
}

/** Rights and duties are judged by the run's own policy; where that is not kept, a payment can still be ended or begun anew. */
export function rulesFor({ runPolicy, policy }: Pick<RulesInForce, 'runPolicy' | 'policy'>): Policy {
  return runPolicy ?? policy;
}

/** What the workflow in force makes of a run, and the ledger of a request. */
export interface Workflow {
  /** The record of a run before its first step. */
  begin(runId: string, payment: PaymentRequest): Run;
  /** Whether a run that stopped can go on where it stopped. */
  canGoOn(run: Run): boolean;
  /** The run as it goes on from its last screening, as that stands now. Throws `definition_changed`. */
  goOnFromScreening(current: PaymentCase): Run;
  /** Its request as the ledger has it now; the same object where nothing changed. */
  renew(current: Pick<PaymentCase, 'payment' | 'corrections'>): PaymentRequest;
  /** What a bank has booked of it, or brought back, where its row still waits with exactly what is to be reviewed. */
  bookedBefore(current: {
    readonly payment: PaymentRequest;
    readonly restOf?: object | undefined;
  }): readonly BankedEntry[];
}

export interface Known extends InForce {
  /** Payments that share payee, account or id with it, for a decision; left out where nobody looked. */
  readonly history?: readonly EarlierPayment[];
  /** Liquidity looked at again, for an approval; null where nobody looked. */
  readonly liquidityNow: ScreeningComparison | null;
}
