/** What every change of a case has in common: one version more, its time, and the event that tells of it. */
import { deskActor, eventActor, type AuditEventDraft, type AuditEventType } from '../audit-event';
import type { PaymentCase } from '../payment-case';
import type { Refusal } from '../../values/errors';
import type { JsonObject } from '../../values/json';
import type { Person, StandIn } from '../../values/person';
import { formatUtc } from '../../values/time';

export type Transition =
  | {
      readonly ok: true;
      readonly case: PaymentCase;
      readonly event: AuditEventDraft;
      /** The delegation the act was done by; left out where it was done by none. */
      readonly restsOn?: Pick<StandIn, 'reference' | 'version'>;
    }
  | Refusal;

export interface Change {
  /** Null for what the desk does itself. */
  readonly by: Person | null;
  readonly nowMs: number;
  readonly type: AuditEventType;
  readonly payload: JsonObject;
  /** Whether people are shown something else from now on, so that what they answer to the card before is refused. */
  readonly showsAnew: boolean;
}

/** `changed` is the case with what the command changed; version, times and the mark of a test are filled in here. */
export function nextCase(changed: PaymentCase, { by, nowMs, type, payload, showsAnew }: Change): Transition {
  const at = formatUtc(nowMs);
  const version = changed.version + 1;
  return {
    ok: true,
    case: {
      ...changed,
      version,
      shownSince: showsAnew ? version : changed.shownSince,
      updatedAt: at,
      isTest: changed.isTest || by?.personaOf !== undefined,
    },
    event: {
      type,
      run_id: changed.runId,
      payment_id: changed.payment.payment_id,
      actor: by ? eventActor(by) : deskActor,
      at,
      payload,
    },
  };
}
