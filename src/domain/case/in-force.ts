/** What a command needs to know beyond the case: the time, the rules, and what workflow and ledger say now. */
import type { ScreeningComparison } from '../liquidity/compare-screenings';
import type { PaymentRequest } from '../payment/payment-request';
import type { Policy } from '../policy/policy';
import type { PaymentCase } from './payment-case';
import type { Person } from '../values/person';
import type { Run } from './run';
import type { EarlierPayment } from './unusual/earlier-payment';

export interface InForce {
  /** Business time, UTC milliseconds. */
  readonly nowMs: number;
  readonly policy: Policy;
  /** The policy the case's run was started under; null where it is not kept here any more. */
  readonly runPolicy: Policy | null;
}

/** Rights and duties are judged by the run's own policy; where that is not kept, a payment can still be ended or begun anew. */
export function rulesFor({ runPolicy, policy }: InForce): Policy {
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
  /** The request as the ledger has it now; the same object where nothing changed. */
  renew(payment: PaymentRequest): PaymentRequest;
}

export interface Known extends InForce {
  readonly workflow: Workflow;
  /** Payments that share payee, account or id with it, for a decision; left out where nobody looked. */
  readonly history?: readonly EarlierPayment[];
  /** Who changed this payee's details in another case, and nothing has been approved to them since: for an approval; left out where nobody looked. */
  readonly payeeChangedBy?: readonly Person[];
  /** Liquidity looked at again, for an approval; null where nobody looked. */
  readonly liquidityNow: ScreeningComparison | null;
}
