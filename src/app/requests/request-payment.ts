/** A request from a chat: submitted, its card posted at once where it can be, and its review begun. */
import type { Wakeups } from '../../ports/wakeups';
import type { CardChannel } from '../../ports/delivery';
import type { ShowOrLog } from '../delivery/card-delivery';
import type { Submission, SubmitPayment, Submitted } from './submit-payment';

/** `through`: the channel of the person's own turn, while it lasts. */
export type RequestPayment = (submission: Submission, through?: CardChannel) => Promise<Submitted>;

export interface RequestPaymentDeps {
  readonly submitPayment: SubmitPayment;
  readonly showOrLog: ShowOrLog;
  readonly wakeups: Pick<Wakeups, 'wake'>;
}

export function createRequestPayment({ submitPayment, showOrLog, wakeups }: RequestPaymentDeps): RequestPayment {
  return async (submission, through) => {
    const submitted = await submitPayment(submission);
    if (submitted.ok && !submitted.alreadyKnown) {
      const { runId } = submitted.case;
      await showOrLog(runId, through);
      wakeups.wake(runId);
    }
    return submitted;
  };
}
