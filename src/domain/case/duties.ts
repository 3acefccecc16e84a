/** Four eyes: which two duties of a case one person may not do both. */
import { refuseAct, type Act } from './refuse-act';
import { isOriginator } from './people-of-case';
import type { PaymentCase } from './payment-case';
import type { Policy } from '../policy/policy';
import type { Duty } from '../policy/tables/segregation-table';
import type { Refusal } from '../values/errors';
import type { RefusalCode } from '../values/refusal-codes';
import type { Member } from '../values/person';

const codes: Partial<Record<Duty, RefusalCode>> = {
  create: 'originator_cannot_decide',
  first_approval: 'one_person_one_approval',
  compliance_clear: 'screener_cannot_release',
};

/** The rule's own words with its id; policy files without the rule still refuse, in ours. */
export function refuseByDuty(
  act: Act,
  policy: Policy,
  { first, second, who }: { readonly first: Duty; readonly second: Duty; readonly who: Member },
): Refusal {
  const rule = policy.segregation.rules.find(({ duties }) => duties.includes(first) && duties.includes(second));
  return refuseAct(act, {
    code: codes[first] ?? 'duties_conflict',
    why: `${who.name}: ${rule?.refusal ?? `one person may not do both (${first}, ${second})`}`,
    rule: rule?.id,
    next: 'Somebody else who is asked has to do it.',
  });
}

/** Null for whoever did not ask for the payment. */
export function refuseOriginator(act: Act, current: PaymentCase, who: Member, policy: Policy): Refusal | null {
  return isOriginator(current, who) ? refuseByDuty(act, policy, { first: 'create', second: 'approve', who }) : null;
}
