import fc from 'fast-check';
import type { Command, PersonAct } from '../../../src/domain/case/machine/commands';
import { standingApprovals, type Approval, type PaymentCase } from '../../../src/domain/case/payment-case';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { RequiredRole } from '../../../src/domain/policy/decision';
import { withoutRoles, type Member, type StandIn } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { knownAt } from './known-at';

/** No sequence of events, with delegations among them, ends approved without its plan fulfilled by distinct, entitled people who did not ask for it. */

const roleNames = ['Treasury Analyst', 'Treasury Manager', 'Head of Treasury', 'CFO'];
const names = ['Ada', 'Ben', 'Cem', 'Dana', 'Eli'];
const person = (name: string) => ({ tenantId: 't', objectId: name, name, email: null });
const minute = 60_000;
const startMs = Date.parse('2026-01-22T10:30:00Z');

/** What the world does: people act, delegations come and go, roles are taken away, time passes. */
type Move =
  | { readonly do: 'press'; readonly act: PersonAct; readonly who: number; readonly isStale: boolean }
  | {
      readonly do: 'delegate';
      readonly from: number;
      readonly to: number;
      readonly role: number;
      readonly upToUsd: number | null;
      readonly days: number;
    }
  | { readonly do: 'end_delegation' | 'take_role' | 'give_role'; readonly which: number; readonly role: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'escalate' | 'remind' | 'expire' };

const index = fc.nat({ max: names.length - 1 });
const role = fc.nat({ max: roleNames.length - 1 });
const moves: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      act: fc.constantFrom<PersonAct>(
        'approve',
        'approve',
        'approve',
        'approve',
        'take_back_approval',
        'request_override',
        'claim',
      ),
      who: index,
      isStale: fc.constantFrom(false, false, false, false, true),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('delegate' as const),
      from: index,
      to: index,
      role,
      upToUsd: fc.constantFrom(null, 100, 250_000),
      days: fc.constantFrom(0, 0, 0, 0, -1, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('end_delegation' as const, 'take_role' as const, 'give_role' as const),
      which: index,
      role,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(1, 5, 5, 130) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('escalate' as const, 'remind' as const, 'expire' as const) }),
  },
);

const plans: fc.Arbitrary<readonly RequiredRole[]> = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom(...roleNames.slice(0, 3)),
    grants: fc.constantFrom([], ['override_breach' as const]),
    slaHours: fc.constant(2),
    people: fc.constantFrom(1, 1, 1, 2),
    stage: fc.constantFrom(1, 1, 2),
  }),
  { selector: (asked) => asked.role, minLength: 1, maxLength: 2 },
);

interface World {
  current: PaymentCase;
  nowMs: number;
  readonly roles: Map<string, Set<string>>;
  delegations: { readonly to: string; readonly standIn: StandIn }[];
  /** Whoever acted, as they were then: what the oracle judges by. */
  readonly entitled: Map<string, { readonly who: Member; readonly nowMs: number }>;
}

function memberNow(world: World, name: string): Member {
  const standsIn = world.delegations
    .filter(({ to }) => to === name)
    .map(({ standIn }) => {
      const holds = world.roles.get(standIn.from.objectId)?.has(standIn.role) === true;
      return holds || standIn.stopped !== null ? standIn : { ...standIn, stopped: 'role_taken' as const };
    });
  return { ...person(name), roles: [...(world.roles.get(name) ?? [])], ...(standsIn.length > 0 ? { standsIn } : {}) };
}

function make(world: World, move: Move): void {
  const at = (which: number) => names[which] ?? '';
  switch (move.do) {
    case 'wait':
      world.nowMs += move.minutes * minute;
      return;
    case 'take_role':
      world.roles.get(at(move.which))?.delete(roleNames[move.role] ?? '');
      return;
    case 'give_role':
      world.roles.get(at(move.which))?.add(roleNames[move.role] ?? '');
      return;
    case 'end_delegation':
      world.delegations = world.delegations.map((one, place) =>
        place === move.which ? { ...one, standIn: { ...one.standIn, stopped: 'ended' } } : one,
      );
      return;
    case 'delegate': {
      // Also ones nobody could give: of a role not held, to oneself. What a case does with them must hold all the same.
      const held = [...(world.roles.get(at(move.from)) ?? [])];
      const day = (offset: number) => new Date(world.nowMs + offset * 86_400_000).toISOString().slice(0, 10);
      const standIn: StandIn = {
        reference: `DLG-${world.delegations.length + 1}`,
        version: 2,
        // Mostly one that they hold.
        role: held[move.role % Math.max(1, held.length)] ?? roleNames[move.role] ?? '',
        from: person(at(move.from)),
        firstDay: day(Math.min(move.days, 0) + (move.days === 1 ? 1 : 0)),
        lastDay: day(move.days),
        upToUsd: move.upToUsd,
        stopped: null,
      };
      world.delegations = [...world.delegations, { to: at(move.to), standIn }];
      return;
    }
    case 'escalate':
    case 'remind':
    case 'expire':
      apply(world, { type: move.do, basedOn: world.current.version });
      return;
    case 'press': {
      const who = memberNow(world, at(move.who));
      const { version } = world.current;
      const shownVersion = move.isStale ? Math.max(1, version - 2) : version;
      apply(world, { type: move.act, actor: who, shownVersion, comment: 'x'.repeat(60) }, who);
    }
  }
}

function apply(world: World, command: Command, who?: Member): void {
  const after = transition(command, world.current, knownAt(new Date(world.nowMs).toISOString(), shippedPolicy));
  if (!after.ok) return;
  if (command.type === 'approve' && who) {
    const made = after.case.approvals.at(-1);
    if (made) world.entitled.set(`${made.by.objectId} ${made.at}`, { who, nowMs: world.nowMs });
  }
  world.current = after.case;
}

/** By the words of the rules, not by the machine's own code. */
function faultOf(world: World, plan: readonly RequiredRole[], submitter: string): string | null {
  const counting = standingApprovals(world.current);
  for (const asked of plan)
    if (counting.filter((made) => made.role === asked.role).length < (asked.people ?? 1)) return `lacks ${asked.role}`;
  const behind = counting.flatMap(({ by, delegation }) => [by.name, ...(delegation ? [delegation.for.name] : [])]);
  if (new Set(behind).size < behind.length) return `one person twice: ${behind.join()}`;
  if (behind.includes(submitter)) return 'whoever asked for it';
  for (const made of counting) if (!isEntitled(world, made)) return `${made.by.name} was not entitled to ${made.role}`;
  return null;
}

function isEntitled(world: World, made: Approval): boolean {
  const then = world.entitled.get(`${made.by.objectId} ${made.at}`);
  if (!then) return false;
  const held = made.inPlaceBy ?? made.role;
  if (!made.delegation) return then.who.roles.includes(held);
  const today = new Date(then.nowMs).toISOString().slice(0, 10);
  return (then.who.standsIn ?? []).some(
    (standIn) =>
      standIn.reference === made.delegation?.reference &&
      standIn.from.name === made.delegation.for.name &&
      standIn.role === held &&
      standIn.stopped === null &&
      standIn.firstDay <= today &&
      today <= standIn.lastDay &&
      (standIn.upToUsd === null || standIn.upToUsd >= world.current.payment.amount),
  );
}

test('nothing is approved but by its plan, whatever people, delegations, roles and time do', () => {
  const seen = { approved: 0, byDelegation: 0 };
  fc.assert(
    fc.property(
      plans,
      fc.array(fc.subarray(roleNames, { maxLength: 1 }), { minLength: names.length, maxLength: names.length }),
      fc.constantFrom(...names),
      fc.array(moves, { minLength: 5, maxLength: 40 }),
      (plan, held, submitter, made) => {
        const world: World = {
          current: sampleCase({
            status: 'awaiting_approval',
            submitter: withoutRoles({ ...person(submitter), roles: [] }),
            decision: { ...sampleDecision, requiredApprovals: plan },
          }),
          nowMs: startMs,
          roles: new Map(names.map((name, at) => [name, new Set(held[at])])),
          delegations: [],
          entitled: new Map(),
        };
        for (const move of made) {
          make(world, move);
          if (world.current.status !== 'approved') continue;
          expect(faultOf(world, plan, submitter)).toBeNull();
          seen.approved += 1;
          if (world.current.approvals.some(({ delegation }) => delegation)) seen.byDelegation += 1;
        }
      },
    ),
    { numRuns: 4_000 },
  );
  // Both were met often, or the property says nothing.
  expect(seen.approved).toBeGreaterThan(100);
  expect(seen.byDelegation).toBeGreaterThan(50);
});
