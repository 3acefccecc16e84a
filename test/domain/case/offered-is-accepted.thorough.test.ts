import fc from 'fast-check';
import { personActs, type PersonAct, type Press } from '../../../src/domain/case/machine/commands';
import { shownHash } from '../../../src/domain/case/decision/bound-to';
import { wordsGiven, type ObtainedApproval, type PaymentCase } from '../../../src/domain/case/payment-case';
import { permittedActions } from '../../../src/domain/case/machine/permitted-actions';
import { caseStatuses, takesCommand } from '../../../src/domain/case/machine/states';
import { transition } from '../../../src/domain/case/machine/transitions';
import type { Decision } from '../../../src/domain/policy/decision';
import { grants } from '../../../src/domain/policy/approvals/grants';
import { outcomes } from '../../../src/domain/policy/outcome';
import type { Member, Person, StandIn } from '../../../src/domain/values/person';
import { sampleCase, sampleDecision, samplePayment } from '../../fakes/sample-case';
import { shippedPolicy } from '../policy/shipped-policy';
import { impact, likeListed } from '../policy/sample-evidence';
import { knownAt } from './known-at';

/** Few enough that who is asked and who presses often meet. */
const roleNames = [
  'Payments Operator',
  'Treasury Manager',
  'Head of Treasury',
  'Compliance Officer',
  'Compliance Manager',
  'MLRO',
];
const person = (name: string): Person => ({ tenantId: 't', objectId: name, name, email: null });
const people = ['Ada', 'Ben', 'Cem', 'Dana'].map(person);
const longEnough = 'x'.repeat(60);

const delegations: fc.Arbitrary<StandIn> = fc.record({
  reference: fc.constantFrom('DLG-1', 'DLG-2'),
  version: fc.constant(2),
  role: fc.constantFrom(...roleNames),
  from: fc.constantFrom(...people),
  firstDay: fc.constantFrom('2026-01-20', '2026-01-22', '2026-01-23'),
  lastDay: fc.constantFrom('2026-01-21', '2026-01-22', '2026-02-01'),
  upToUsd: fc.constantFrom(null, 100, 250_000, 1_000_000),
  stopped: fc.constantFrom(null, null, null, 'ended' as const, 'role_taken' as const),
});
const members: fc.Arbitrary<Member> = fc
  .tuple(
    fc.constantFrom(...people),
    fc.subarray(roleNames, { maxLength: 3 }),
    fc.option(fc.array(delegations, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 }),
  )
  .map(([who, roles, standsIn]) => ({ ...who, roles, ...(standsIn ? { standsIn } : {}) }));
const obtained: fc.Arbitrary<ObtainedApproval> = fc.record({
  role: fc.constantFrom(...roleNames),
  by: fc.constantFrom(...people),
  at: fc.constant('2026-01-22T10:30:00Z'),
  comment: fc.constant('seen'),
});
const decisions: fc.Arbitrary<Decision> = fc
  .record({
    outcome: fc.constantFrom(...outcomes, 'liquidity_hold' as const, 'liquidity_hold' as const),
    requiredApprovals: fc.array(
      fc.record({
        role: fc.constantFrom(...roleNames),
        grants: fc.subarray([...grants], { maxLength: 2 }),
        slaHours: fc.constant(2),
        people: fc.constantFrom(1, 1, 2),
        stage: fc.constantFrom(1, 1, 2),
      }),
      { maxLength: 3 },
    ),
    decidedAt: fc.constantFrom('2026-01-22T10:25:00Z', '2026-01-22T10:26:00Z', '2026-01-21T10:25:00Z'),
  })
  .map((parts) => ({ ...sampleDecision, ...parts }));

/** A liquidity gate that found a breach, with so much of the payment still fitting. */
function breachTrace(releasable: number): PaymentCase['run']['trace'] {
  const found = impact('BREACH');
  const later = {
    kind: 'delay',
    feasible: true,
    why: 'From 14:00 UTC on all of it fits.',
    release_at: '2026-01-22T14:00:00Z',
    cutoff_checked: true,
  } as const;
  const output = {
    ...found,
    breach_assessment: { ...found.breach_assessment, max_releasable: releasable },
    recommendation: { ...found.recommendation, alternative_details: [later] },
  };
  const at = '2026-01-22T10:25:01Z';
  const call = { tool: 'compute_liquidity_impact', input: {}, output: output as never };
  return [
    {
      step: 'l',
      result: 'liquidity_screening',
      startedAt: at,
      finishedAt: at,
      attempts: 1,
      toolCalls: [call],
      answer: { relayed: 0 },
    },
  ];
}

const sanctionsEntry = (decision: 'ESCALATE' | 'BLOCK'): PaymentCase['run']['trace'][number] => {
  const [entry] = breachTrace(0);
  const call = { tool: 'screen_sanctions', input: {}, output: likeListed(decision) as never };
  return { ...entry!, step: 's', result: 'sanctions_screening', toolCalls: [call] };
};
const proposals: fc.Arbitrary<NonNullable<PaymentCase['proposedRecord']>> = obtained.chain((made) =>
  fc
    .record({ since: fc.constantFrom(3, 7), expiresOn: fc.constantFrom('2026-01-22', '2026-06-01') })
    .map((terms) => ({ ...made, ...terms, matches: [] })),
);

/** Also cases no command leads to: the offer and the machine must agree on whatever they meet. */
const cases: fc.Arbitrary<PaymentCase> = fc
  .record({
    status: fc.constantFrom(
      ...caseStatuses,
      ...Array.from({ length: 6 }, () => 'awaiting_approval' as const),
      ...Array.from({ length: 3 }, () => 'compliance_review' as const),
    ),
    decision: fc.option(decisions, { freq: 9 }),
    approvals: fc.array(obtained, { maxLength: 2 }),
    dispositions: fc.array(
      obtained.map((made) => ({ ...made, outcome: 'false_positive' as const })),
      { maxLength: 2 },
    ),
    screened: fc.constantFrom([], [sanctionsEntry('ESCALATE')], [sanctionsEntry('BLOCK')]),
    trace: fc.constantFrom([], breachTrace(0), breachTrace(100_000), breachTrace(9_000_000)),
    proposedRecord: fc.option(proposals, { nil: undefined }),
    acknowledgement: fc.option(obtained, { nil: undefined, freq: 2 }),
    claimedBy: fc.option(fc.constantFrom(...people), { nil: undefined, freq: 2 }),
    open: fc.constantFrom([], ['step_2_liquidity']),
    /** Roles that did not answer in time, and who was asked in their place. */
    escalated: fc.array(
      fc.record({
        role: fc.constantFrom(...roleNames),
        to: fc.constantFrom(...roleNames),
        at: fc.constant('2026-01-22T10:35:00Z'),
      }),
      { maxLength: 2 },
    ),
    overrideAskedBy: fc.option(obtained, { nil: undefined, freq: 3 }),
    askedAgain: fc.constantFrom(undefined, undefined, {
      by: person('Ada'),
      at: '2026-01-22T10:35:00Z',
      runId: 'WF-9',
      paymentId: 'TXN-9',
    }),
    claimedOriginator: fc.constantFrom(undefined, undefined, 'Ben', 'Cem'),
    submitter: fc.constantFrom(...people),
    amountChangedBy: fc.subarray(people, { maxLength: 1 }),
    beneficiaryChangedBy: fc.subarray(people, { maxLength: 1 }),
    notes: fc.array(
      fc.record({
        kind: fc.constantFrom('question' as const, 'answer' as const, 'reference' as const),
        by: fc.constantFrom(...people),
        at: fc.constant('2026-01-22T10:30:00Z'),
        text: fc.constant('which?'),
      }),
      { maxLength: 2 },
    ),
    isTest: fc.constantFrom(true, false, false),
    isWorse: fc.constantFrom(true, false, false),
    isBlocked: fc.constantFrom(true, ...Array<false>(7).fill(false)),
  })
  .map(
    ({
      screened,
      trace: assessed,
      open,
      escalated,
      overrideAskedBy,
      askedAgain,
      claimedOriginator,
      isWorse,
      isBlocked,
      proposedRecord,
      acknowledgement,
      claimedBy,
      ...parts
    }) => {
      const trace = [...screened, ...assessed];
      const base = sampleCase({
        ...parts,
        payment: { ...samplePayment, ...(claimedOriginator ? { claimed_originator: claimedOriginator } : {}) },
        ...(askedAgain ? { askedAgain } : {}),
        ...(parts.decision ? { followUp: { decidedAt: parts.decision.decidedAt, reminded: [], escalated } } : {}),
        ...(proposedRecord ? { proposedRecord } : {}),
        ...(acknowledgement ? { acknowledgement } : {}),
        ...(claimedBy
          ? { claim: { by: claimedBy, until: '2026-01-22T13:00:00Z', decidedAt: parts.decision?.decidedAt ?? null } }
          : {}),
        version: 7,
        shownSince: 5,
        ...(isBlocked ? { status: 'rejected', decision: { ...sampleDecision, outcome: 'blocked' } } : {}),
      });
      const worse = { checkedAt: '', ledgerFingerprint: 'f', verdict: 'worse', changes: [] } as const;
      return {
        ...base,
        run: { ...base.run, trace, open },
        ...(isWorse ? { liquidityCheck: worse } : {}),
        ...(overrideAskedBy ? { overrideRequest: { ...overrideAskedBy, boundTo: shownHash(base) ?? '' } } : {}),
      };
    },
  );
const moments = fc.constantFrom(
  '2026-01-22T10:40:00Z',
  '2026-01-22T11:00:00Z',
  '2026-01-22T11:30:00Z',
  '2026-01-22T12:00:00Z',
  '2026-01-22T17:00:00Z',
  '2026-01-24T11:00:00Z',
);

/** With everything an act may ask for. */
const pressOf = (type: PersonAct, actor: Member, current: PaymentCase): Press => ({
  type,
  actor,
  shownVersion: current.version,
  comment: longEnough,
  expiresOn: '2026-06-01',
  inputs: { bank_reference: 'FT26022ABC', evidence_note: 'Registry extract' },
  successor: { runId: 'WF-2', paymentId: 'TXN-2' },
  corrected: { basedOn: current.version, payment: { ...current.payment, amount: 1 } },
});
const runPolicies = fc.constantFrom(shippedPolicy, shippedPolicy, shippedPolicy, null);
/** In other payments to the same payee. */
const changers = fc.subarray(people, { maxLength: 1 });

test('an act is offered to a person if and only if it is accepted from them', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      cases,
      members,
      moments,
      runPolicies,
      changers,
      fc.boolean(),
      (current, actor, at, run, payeeChangedBy, takesTests) => {
        const known = knownAt(at, shippedPolicy, { runPolicy: run, payeeChangedBy, takesTests });
        const offers = new Set(permittedActions(current, actor, known).map(({ act }) => act));
        for (const act of personActs) {
          const offered = offers.has(act);
          const accepted = transition(pressOf(act, actor, current), current, known).ok;
          expect({ act, offered }).toEqual({ act, offered: accepted });
          seen.add(`${act} ${offered}`);
        }
      },
    ),
    { numRuns: 12_000 },
  );
  // Both answers were met for every act, or the property says nothing about it.
  expect([...seen].sort()).toEqual(personActs.flatMap((act) => [`${act} false`, `${act} true`]).sort());
});

test('whose words an act is said to cost is whose words it costs', () => {
  let kept = 0;
  fc.assert(
    fc.property(cases, members, moments, runPolicies, (current, actor, at, run) => {
      const known = knownAt(at, shippedPolicy, { runPolicy: run });
      for (const { act, voided } of permittedActions(current, actor, known)) {
        if (act !== 'restart_review' && act !== 'release_part' && act !== 'delay' && act !== 'correct') continue;
        const made = transition(pressOf(act, actor, current), current, known);
        if (!made.ok) throw new Error(made.problems[0]?.message);
        const left = wordsGiven(made.case);
        expect({ act, voided }).toEqual({ act, voided: left.length > 0 ? [] : wordsGiven(current) });
        if (left.length > 0) kept += 1;
      }
    }),
    { numRuns: 10_000 },
  );
  expect(kept).toBeGreaterThan(0);
});

test('whoever changed the payee elsewhere is offered no approval, for themselves or in another’s place, and keeps all else', () => {
  let withheld = 0;
  fc.assert(
    fc.property(cases, members, moments, (current, actor, at) => {
      const offersBy = (payeeChangedBy: readonly Person[]) =>
        permittedActions(current, actor, knownAt(at, shippedPolicy, { payeeChangedBy }));
      const before = offersBy([]);
      const isFor = ({ standIn }: (typeof before)[number]) => (standIn ? [actor, standIn.from] : [actor]);
      const others = (offers: typeof before) => offers.filter(({ act }) => act !== 'approve');
      for (const changer of people) {
        const after = offersBy([changer]);
        for (const offer of after)
          if (offer.act === 'approve')
            expect(isFor(offer).map(({ objectId }) => objectId)).not.toContain(changer.objectId);
        expect(others(after)).toEqual(others(before));
        if (before.length > after.length) withheld += 1;
      }
    }),
    { numRuns: 5_000 },
  );
  expect(withheld).toBeGreaterThan(0);
});

test('what somebody may do is offered on everybody’s card, and nothing that nobody may', () => {
  fc.assert(
    fc.property(cases, members, moments, (current, actor, at) => {
      const known = knownAt(at, shippedPolicy);
      const open = new Set(permittedActions(current, null, known).map(({ act }) => act));
      for (const { act } of permittedActions(current, actor, known)) expect(open).toContain(act);
      for (const act of open)
        if ((personActs as readonly string[]).includes(act))
          expect(takesCommand(current.status, act as PersonAct)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('whoever is offered an act and says what it asks for is never told that words are missing', () => {
  fc.assert(
    fc.property(cases, members, moments, (current, actor, at) => {
      const known = knownAt(at, shippedPolicy);
      for (const { act, minComment } of permittedActions(current, actor, known)) {
        if (act === 'what_if' || act === 'show_screening' || act === 'export_bundle' || act === 'sweep') continue;
        const press = (length: number) =>
          transition({ ...pressOf(act, actor, current), comment: 'x'.repeat(length) }, current, known);
        expect(press(minComment).ok).toBe(true);
        if (minComment > 0)
          expect(press(minComment - 1)).toMatchObject({ ok: false, problems: [{ field: 'comment' }] });
      }
    }),
    { numRuns: 1_000 },
  );
});
