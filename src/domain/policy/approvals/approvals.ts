/** Who must approve: every rule that fires names a set of roles, and the set led highest stands. */
import { decimal, type Decimal } from '../../values/money';
import type { ApprovalRule, ApprovalTable, ApprovalTier } from '../tables/people/approval-table';
import type { DecisionRule } from '../tables/decision-table';
import type { RequiredRole } from '../decision';
import type { Facts } from '../facts/facts';
import type { Grant } from './grants';
import type { Policy } from '../policy';
import type { Role } from '../tables/people/role-table';
import type { NamedRole } from '../tables/table-values';
import type { PolicyNote } from '../why/why';

export type ApprovalFacts = Pick<Facts, 'severity' | 'amountUsd' | 'paymentType' | 'entity' | 'atMs'>;

/** The roles one approval rule asks for. */
export interface FiredSet {
  readonly ruleId: string;
  readonly roles: readonly NamedRole[];
}

export interface ApprovalsAsked {
  readonly required: readonly RequiredRole[];
  /** Every approval rule that fired, standing or not; then the rate table where it had no usable rate. */
  readonly ruleIds: readonly string[];
  readonly notes: readonly PolicyNote[];
}

/** `atLeast` adds one more set: the lowest tier led by that role, under the given rule id. */
export function requiredApprovals(
  policy: Policy,
  asked: DecisionRule['approvals'],
  facts: ApprovalFacts,
  atLeast?: { readonly id: string; readonly role: string },
): ApprovalsAsked {
  if (asked !== 'approval_matrix') {
    const named = asked.map((one) => ({
      role: one.role,
      grants: one.grants === undefined ? [] : [one.grants],
      ...placesFor([one]),
    }));
    return { required: answerable(policy, named), ruleIds: [], notes: [] };
  }
  const sets = firedSets(policy.approvals, facts);
  if (atLeast) sets.push({ ruleId: atLeast.id, roles: lowestTierLedBy(policy.approvals.tiers, atLeast.role) });
  const standing = standingSet(policy, sets);
  const roles = standing.roles.map(({ role }) => ({
    role,
    grants: grantsOf(role, sets),
    ...placesFor(namedIn(role, sets)),
  }));
  return {
    required: answerable(policy, roles),
    ruleIds: [...sets.map(({ ruleId }) => ruleId), ...(facts.amountUsd ? [] : [policy.rates.id])],
    notes: facts.amountUsd ? [] : [{ kind: 'no_usd_rate' }],
  };
}

/** 18:00:00 is after hours where `from_utc` is 18:00; 06:00:00 no longer where `to_utc` is 06:00. */
export function isAfterHours(table: ApprovalTable, atMs: number): boolean {
  const time = new Date(atMs).toISOString().slice(11, 16);
  const { from_utc: from, to_utc: to } = table.after_hours;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** "At least role R" means the roles of the lowest tier led by R; R alone where it leads none. */
export function lowestTierLedBy(tiers: readonly ApprovalTier[], role: string): readonly NamedRole[] {
  const tier = tiers.find(({ roles }) => roles[0] === role);
  return (tier?.roles ?? [role]).map((name) => ({ role: name }));
}

/** Null: nobody knows what it is worth, which counts as above every bound. */
export function tierOf(tiers: readonly ApprovalTier[], amountUsd: Decimal | null): ApprovalTier | undefined {
  const amount = amountUsd ?? decimal('Infinity');
  return tiers.find(({ up_to_usd: bound }) => bound === null || amount.lte(decimal(bound)));
}

/** What every tier and rule that fits asks for, the tier first. */
export function firedSets(table: ApprovalTable, facts: ApprovalFacts): FiredSet[] {
  const amount = facts.amountUsd ?? decimal('Infinity');
  const tier = tierOf(table.tiers, amount);
  const fired = tier ? [{ ruleId: tier.id, roles: tier.roles.map((role) => ({ role })) as readonly NamedRole[] }] : [];
  for (const rule of table.rules) {
    if (holds(rule.when, amount, facts, table)) fired.push({ ruleId: rule.id, roles: rolesOf(rule, table.tiers) });
  }
  return fired;
}

function holds(when: ApprovalRule['when'], amount: Decimal, facts: ApprovalFacts, table: ApprovalTable): boolean {
  return (
    (when.above_usd === undefined || amount.gt(decimal(when.above_usd))) &&
    (when.up_to_usd === undefined || amount.lte(decimal(when.up_to_usd))) &&
    (when.payment_types?.includes(facts.paymentType) ?? true) &&
    (when.severities?.includes(facts.severity) ?? true) &&
    (when.entities?.includes(facts.entity) ?? true) &&
    (when.after_hours === undefined || when.after_hours === isAfterHours(table, facts.atMs))
  );
}

function rolesOf(rule: ApprovalRule, tiers: readonly ApprovalTier[]): readonly NamedRole[] {
  if (!('at_least' in rule.require)) return rule.require;
  const { at_least: lead, grants } = rule.require;
  return lowestTierLedBy(tiers, lead).map((named) =>
    named.role === lead && grants !== undefined ? { ...named, grants } : named,
  );
}

/** The set with the highest leading rank; then the larger; then the one whose further ranks are higher; then the first. */
export function standingSet(policy: Policy, sets: readonly FiredSet[]): FiredSet {
  const ranked = sets.map((set) => ({ set, ranks: ranksOf(policy, set) }));
  const [first, ...others] = ranked;
  if (!first) return { ruleId: '', roles: [] };
  return others.reduce((best, next) => (isStricter(next.ranks, best.ranks) ? next : best), first).set;
}

/** The ranks of a set's roles, highest first: two sets with the same ranks are equally strict. */
export function ranksOf(policy: Policy, { roles }: FiredSet): readonly number[] {
  return roles
    .flatMap(({ role, people = 1 }) => Array.from({ length: people }, () => rankOf(policy, role)))
    .sort((a, b) => b - a);
}

function isStricter(ranks: readonly number[], than: readonly number[]): boolean {
  const [lead = 0] = ranks;
  const [otherLead = 0] = than;
  if (lead !== otherLead) return lead > otherLead;
  if (ranks.length !== than.length) return ranks.length > than.length;
  const differing = ranks.findIndex((rank, index) => rank !== than[index]);
  return differing >= 0 && (ranks[differing] ?? 0) > (than[differing] ?? 0);
}

/** As every fired rule names that role. */
function namedIn(role: string, sets: readonly FiredSet[]): readonly NamedRole[] {
  return sets.flatMap(({ roles }) => roles.filter((other) => other.role === role));
}

/** Of several rules the strictest: the most people, in the latest stage. One person of the first stage says nothing. */
function placesFor(named: readonly NamedRole[]): Pick<RequiredRole, 'people' | 'stage'> {
  const people = Math.max(...named.map((one) => one.people ?? 1));
  const stage = Math.max(...named.map((one) => one.stage ?? 1));
  return { ...(people > 1 ? { people } : {}), ...(stage > 1 ? { stage } : {}) };
}

/** What every fired rule has a role grant. */
export function grantsOf(role: string, sets: readonly FiredSet[]): readonly Grant[] {
  const named = namedIn(role, sets);
  return [...new Set(named.flatMap(({ grants }) => (grants === undefined ? [] : [grants])))];
}

/** Lowest rank first, equal ranks in the order of the role table; compliance roles keep the same order among themselves. */
function answerable(policy: Policy, roles: readonly Omit<RequiredRole, 'slaHours'>[]): readonly RequiredRole[] {
  return policy.roles
    .map((role) => ({ role, named: roles.find((named) => named.role === role.name) }))
    .filter((entry): entry is { role: Role; named: Omit<RequiredRole, 'slaHours'> } => entry.named !== undefined)
    .sort((a, b) => a.role.rank - b.role.rank)
    .map(({ role, named }) => ({ ...named, slaHours: role.sla_hours }));
}

function rankOf(policy: Policy, role: string): number {
  return policy.roles.find(({ name }) => name === role)?.rank ?? 0;
}
