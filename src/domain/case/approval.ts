/** What one press on a card does to a case, or the named rule that refuses it. */
import type { AuditEventType } from './audit-event';
import { refuse, type Refusal } from '../values/errors';
import {
  pendingRoles,
  type CaseStatus,
  type ComplianceDisposition,
  type ObtainedApproval,
  type PaymentCase,
} from './payment-case';
import { isClaimedAs, samePerson, type Member, type Person } from '../values/person';
import type { Policy } from '../policy/policy';
import { grantsOverride } from '../policy/segregation';
import type { Duty } from '../policy/tables/segregation-table';

export const pressVerbs = ['approve', 'reject', 'clear_false_positive', 'confirm_true_match'] as const;
export type PressVerb = (typeof pressVerbs)[number];

export interface Press {
  readonly verb: PressVerb;
  /** The case version the pressed card showed. */
  readonly shownVersion: number;
  /** The presser's own words; null when none were given. */
  readonly comment: string | null;
  readonly actor: Member;
}

export type PressOutcome =
  | {
      readonly ok: true;
      readonly repeated: false;
      readonly case: PaymentCase;
      readonly eventType: AuditEventType;
      readonly recorded: ObtainedApproval;
    }
  | { readonly ok: true; readonly repeated: true; readonly case: PaymentCase }
  | Refusal;

/** The next version of the case with the press recorded. `at` is ISO 8601 UTC. */
export function recordPress(current: PaymentCase, press: Press, policy: Policy, at: string): PressOutcome {
  if (isRepeated(current, press)) return { ok: true, repeated: true, case: current };
  const refusal = refuseByState(current, press) ?? refuseByDuty(current, press, policy);
  if (refusal) return refusal;
  const role = findRole(current, press.actor, policy);
  if (!role.ok) return role;
  const wordless = refuseByComment(current, press, role.role, policy);
  if (wordless) return wordless;
  const { personaOf, ...person } = withoutRoles(press.actor);
  const by = personaOf === undefined ? person : { ...person, personaOf };
  const recorded: ObtainedApproval = { role: role.role, by, at, comment: press.comment };
  return {
    ok: true,
    repeated: false,
    recorded,
    ...apply({ ...current, version: current.version + 1, updatedAt: at }, press.verb, recorded),
  };
}

/** Which states a press may act on. A held case can be ended, never released. */
const actsOn: Readonly<Record<PressVerb, readonly CaseStatus[]>> = {
  approve: ['awaiting_approval'],
  reject: ['awaiting_approval', 'held'],
  clear_false_positive: ['compliance_review'],
  confirm_true_match: ['compliance_review'],
};

function apply(
  next: PaymentCase,
  verb: PressVerb,
  recorded: ObtainedApproval,
): { case: PaymentCase; eventType: AuditEventType } {
  switch (verb) {
    case 'approve': {
      const approved = { ...next, approvals: [...next.approvals, recorded] };
      return {
        eventType: 'approval_given',
        case: pendingRoles(approved).length === 0 ? { ...approved, status: 'approved' } : approved,
      };
    }
    case 'reject':
      return { eventType: 'payment_rejected', case: { ...next, status: 'rejected', rejection: recorded } };
    case 'clear_false_positive': {
      const cleared = {
        ...next,
        dispositions: [...next.dispositions, { ...recorded, outcome: 'false_positive' as const }],
      };
      // The run goes on once every compliance role agrees; its decision is made anew from there.
      return {
        eventType: 'compliance_disposition',
        case: pendingRoles(cleared).length === 0 ? { ...cleared, status: 'under_review', decision: null } : cleared,
      };
    }
    case 'confirm_true_match': {
      const dispositions = [...next.dispositions, { ...recorded, outcome: 'true_match' as const }];
      return {
        eventType: 'compliance_disposition',
        case: { ...next, status: 'rejected', dispositions, rejection: recorded },
      };
    }
  }
}

/** A double press, or one retried after a slow answer: the card it came from is older than what it already did. */
function isRepeated(current: PaymentCase, { verb, actor, shownVersion }: Press): boolean {
  if (shownVersion >= current.version) return false;
  const by = (made: ObtainedApproval) => samePerson(made.by, actor);
  const disposedAs = (wanted: ComplianceDisposition['outcome']) =>
    current.dispositions.some((made) => made.outcome === wanted && by(made));
  switch (verb) {
    case 'approve':
      return current.approvals.some(by);
    case 'reject':
      return current.rejection !== null && by(current.rejection) && !disposedAs('true_match');
    case 'clear_false_positive':
      return disposedAs('false_positive');
    case 'confirm_true_match':
      return disposedAs('true_match');
  }
}

export function refuseStale(): Refusal {
  return refuse('stale_card', 'The card has changed since it was shown. Look at it again, then press.');
}

function refuseByState(current: PaymentCase, { verb, shownVersion }: Press): Refusal | null {
  if (!actsOn[verb].includes(current.status)) {
    return refuse(
      'case_not_waiting',
      `${current.payment.payment_id} does not wait for this: it is ${current.status.replaceAll('_', ' ')}.`,
    );
  }
  if (shownVersion !== current.version) {
    return refuseStale();
  }
  return null;
}

/** The role this person presses for: the highest-ranked they hold of those that are asked. */
function findRole(current: PaymentCase, actor: Member, policy: Policy): { ok: true; role: string } | Refusal {
  const asked = askedRoles(current, policy);
  const [role] = asked
    .filter((name) => actor.roles.includes(name))
    .sort((a, b) => rankOf(policy, b) - rankOf(policy, a));
  if (role !== undefined) return { ok: true, role };
  const own = actor.roles.length > 0 ? actor.roles.join(', ') : 'no approval role';
  return refuse('role_not_asked_for', `${actor.name} holds ${own}; this payment waits for ${asked.join(', ')}.`);
}

/** A held case asks nobody to release it; whoever may review it by hand may end it. */
function askedRoles(current: PaymentCase, policy: Policy): readonly string[] {
  if (current.status !== 'held') return pendingRoles(current);
  const least = rankOf(policy, policy.decisions.manual_review.at_least);
  return policy.roles.filter(({ line, rank }) => line === 'treasury' && rank >= least).map(({ name }) => name);
}

function refuseByDuty(current: PaymentCase, { actor, verb }: Press, policy: Policy): Refusal | null {
  if (isOriginator(current, actor)) {
    return refuseDuties(policy, 'create', 'approve', 'originator_cannot_decide', actor);
  }
  const acted = (made: readonly ObtainedApproval[]) => made.some(({ by }) => samePerson(by, actor));
  if (verb === 'approve' && acted(current.approvals)) {
    return refuseDuties(policy, 'first_approval', 'second_approval', 'one_person_one_approval', actor);
  }
  if (verb === 'approve' && acted(current.dispositions)) {
    return refuseDuties(policy, 'compliance_clear', 'release', 'screener_cannot_release', actor);
  }
  if (verb === 'clear_false_positive' && acted(current.dispositions)) {
    return refuseDuties(policy, 'first_approval', 'second_approval', 'one_person_one_approval', actor);
  }
  return null;
}

/** Whoever submitted, and whoever the request names as its originator: on a command line that is all that is known. */
export function isOriginator({ submitter, payment }: PaymentCase, person: Person): boolean {
  const named = [payment.originator, payment.claimed_originator].filter((claimed) => claimed !== undefined);
  return samePerson(person, submitter) || named.some((claimed) => isClaimedAs(person, claimed));
}

/** The rule's own words with its id; policy files without the rule still refuse, in ours. */
function refuseDuties(policy: Policy, first: Duty, second: Duty, code: string, { name }: Member): Refusal {
  const rule = policy.segregation.rules.find(({ duties }) => duties.includes(first) && duties.includes(second));
  return refuse(
    code,
    rule ? `${name}: ${rule.refusal} (${rule.id})` : `${name}: one person may not do both (${first}, ${second}).`,
  );
}

function refuseByComment(current: PaymentCase, { verb, comment }: Press, role: string, policy: Policy): Refusal | null {
  const length = comment?.trim().length ?? 0;
  if (verb !== 'approve' && length === 0) return refuse('reason_missing', 'A reason is needed.', 'comment');
  const granted = current.decision?.requiredApprovals.find((required) => required.role === role)?.authority;
  const { id, min_characters: minimum } = policy.segregation.override_justification;
  if (verb === 'approve' && grantsOverride(policy, granted) && length < minimum) {
    return refuse(
      'justification_too_short',
      `An override needs a justification of at least ${minimum} characters; this one has ${length} (${id}).`,
      'comment',
    );
  }
  return null;
}

function rankOf(policy: Policy, role: string): number {
  return policy.roles.find(({ name }) => name === role)?.rank ?? 0;
}

function withoutRoles({ roles: _roles, ...person }: Member): Omit<Member, 'roles'> {
  return person;
}
