/** What is mutated, area by area, and the tests that must notice, below test/. They are the quick ones beside the code, not all that pass through it; of them the quickest first. */
module.exports = {
  impact: {
    mutate: ['src/domain/liquidity/impact.ts'],
    tests: ['domain/liquidity/impact.test'],
  },
  decide: {
    mutate: ['src/domain/case/decision/decide.ts'],
    tests: ['domain/case/decide.test', 'domain/case/decide-findings.test'],
  },
  approvals: {
    mutate: [
      'src/domain/policy/determine.ts',
      'src/domain/policy/approvals/approvals.ts',
      'src/domain/policy/judge-findings.ts',
    ],
    tests: [
      'domain/policy/determine.test',
      'domain/policy/judge-findings.test',
      'domain/policy/approvals/required-approvals.test',
      'domain/policy/approvals/segregation.test',
      'domain/policy/policy-properties.thorough.test',
    ],
  },
  cutoff: {
    // A day is worked out once for all tests and kept: only the first of them would seem to reach it.
    coverageAnalysis: 'all',
    mutate: ['src/domain/policy/cutoff/cutoff.ts', 'src/domain/policy/cutoff/cutoff-day.ts'],
    tests: [
      'domain/policy/cutoff/cutoff-reasons.test',
      'domain/policy/cutoff/closed-days.test',
      'domain/policy/cutoff/ask-cutoff.test',
      'domain/policy/cutoff/cutoff.test',
    ],
  },
  case: {
    mutate: ['src/domain/case/machine/*.ts'],
    // Its texts are codes, which types hold, and sentences, which are read in test/cards: a third of all changes.
    excludedMutations: ['StringLiteral'],
    tests: [
      'domain/case/machine/opened-cases.test',
      'domain/case/machine/desk-concludes.test',
      'domain/case/machine/follow-ups.test',
      'domain/case/machine/presses.test',
      'domain/case/machine/offers.test',
      'domain/case/machine/offer-approval.test',
      'domain/case/machine/back-to-review.test',
      'domain/case/states.test',
      'domain/case/after-approval.test',
      'domain/case/claim.test',
      'domain/case/override-and-changers.test',
      'domain/case/stand-in.test',
      'domain/case/due-moments.test',
      'domain/case/press-transitions.test',
      'domain/case/approval-plan.test',
    ],
  },
};
