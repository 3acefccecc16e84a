/** Four eyes: which two duties of a case one person may not do both. */
import { rulesFor, type InForce } from '../in-force';
import { refuseAct, type Act } from '../machine/refuse-act';
import { isOriginator } from './people-of-case';
import type { PaymentCase } from '../payment-case';
import type { Policy } from '../../policy/policy';
import type { Duty } from '../../policy/tables/people/segregation-table';
import type { Refusal } from '../../values/errors';
import type { RefusalCode } from '../../values/refusal-codes';
import { samePerson, type Person } from '../../values/person';

const codes: Partial<Record<Duty, RefusalCode>> = {
  create: 'originator_cannot_decide',
  first_approval: 'one_person_one_approval',
  compliance_clear: 'screener_cannot_release',
  change_amount: 'changer_cannot_approve',
  change_beneficiary: 'beneficiary_changer_cannot_approve',
  request_override: 'requester_cannot_grant',
  delegate: 'delegate_own_request',
};

/** The rule's own words with its id; policy files without the rule still refuse, in ours. */
export function refuseByDuty(
  act: Act,
  policy: Policy,
  { first, second, who }: { readonly first: Duty; readonly second: Duty; readonly who: Person },
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
export function refuseOriginator(act: Act, current: PaymentCase, who: Person, policy: Policy): Refusal | null {
  return isOriginator(current, who) ? refuseByDuty(act, policy, { first: 'create', second: 'approve', who }) : null;
}

/** Null for whoever never changed who is paid, or where, in this payment or in another one to the same: this case is the first payment to those details. */
export function refuseBeneficiaryChanger(
  act: Act,
  { beneficiaryChangedBy = [] }: PaymentCase,
  who: Person,
  inForce: InForce,
): Refusal | null {
  const hasChanged = [...beneficiaryChangedBy, ...inForce.payeeChangedBy].some((by) => samePerson(by, who));
  return hasChanged
    ? refuseByDuty(act, rulesFor(inForce), { first: 'change_beneficiary', second: 'approve_first_payment', who })
    : null;
}

/** Null for whoever never changed what the payment pays. Whoever did stands for approving like its originator, in every later run too. */
export function refuseAmountChanger(act: Act, current: PaymentCase, who: Person, policy: Policy): Refusal | null {
  const hasChanged = current.amountChangedBy?.some((by) => samePerson(by, who)) === true;
  return hasChanged ? refuseByDuty(act, policy, { first: 'change_amount', second: 'approve', who }) : null;
}
