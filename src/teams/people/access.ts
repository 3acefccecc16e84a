/** The one place where chat asks whether somebody may see or ask something. */
import type { AccessAct } from '../../domain/policy/tables/people/access-table';
import { refuseAccess } from '../../domain/policy/access';
import { isParty } from '../../domain/case/people/is-party';
import type { PaymentCase } from '../../domain/case/payment-case';
import type { Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { PolicySource } from '../../ports/sources';

export interface Access {
  /** Null where policy in force lets them; `paymentCase` is what it is about, where it is about one. */
  refuse(act: AccessAct, person: Member, paymentCase?: PaymentCase): Refusal | null;
}

export interface AccessDeps {
  readonly policy: PolicySource;
  /** Set in the local profile alone. */
  readonly personas: object | null;
}

export function createAccess({ policy, personas }: AccessDeps): Access {
  return {
    refuse(act, person, paymentCase) {
      const concerns = paymentCase !== undefined && isParty(paymentCase, person);
      const refusal = refuseAccess(policy.current(), { act, person, isParty: concerns });
      if (!refusal || personas === null || person.unlisted !== true) return refusal;
      const hint = 'In this demo, /as NAME acts as somebody the file names.';
      return {
        ok: false,
        problems: refusal.problems.map((given) => ({ ...given, message: `${given.message} ${hint}` })),
      };
    },
  };
}
