import fc from 'fast-check';
import { severities, type LiquidityScreening } from '../../../src/domain/evidence/liquidity-screening';
import { finalActions, type OperationalProcedures } from '../../../src/domain/evidence/operational-procedures';
import { sanctionsDecisions } from '../../../src/domain/evidence/sanctions-screening';
import { weighLiquidity, weighOperations, weighSanctions } from '../../../src/domain/evidence/weigh-opinion';
import { impact, screened } from '../policy/sample-evidence';

const procedures = (action: (typeof finalActions)[number], reason = 'as found'): OperationalProcedures => ({
  agent: 'operational_procedures',
  input_summary: {
    sanctions_decision: 'CLEAR',
    liquidity_breach: false,
    before_cutoff: true,
    amount_usd: 1,
    payment_type: 'SWIFT',
  },
  workflow_determination: { final_action: action, reason, policy_reference: 'decide-clear' },
  required_approvals: [{ role: 'CFO' }],
  workflow_steps: [],
  audit_bundle: { required_documents: [], retention_period: '7 years', regulatory_filings: [] },
  escalation_contacts: [],
  audit: { run_id: 'WF-1', timestamp_utc: '2026-01-22T10:25:00Z', policies_consulted: [] },
});

/** What an agent says of an account: a severity, whether it calls that a breach, and what it would do. */
const opinionOf = (
  severity: (typeof severities)[number],
  breach: boolean,
  action: 'RELEASE' | 'HOLD',
  reason = 'as I see it',
): LiquidityScreening => {
  const base = impact(severity);
  return {
    ...base,
    breach_assessment: { ...base.breach_assessment, severity, breach },
    recommendation: { ...base.recommendation, action, reason },
  };
};

describe('an agent’s own word on sanctions', () => {
  test('that is stricter than its tool stands, quoted, and the evidence keeps its match', () => {
    const { stands, disagreements } = weighSanctions(
      screened('CLEAR'),
      screened('ESCALATE', { recommendation: ' Looks \n like him ' }),
    );
    expect(stands).toEqual({
      ...screened('CLEAR'),
      decision: 'ESCALATE',
      pass_to_next_agent: false,
      recommendation: 'The agent says: "Looks like him"',
    });
    expect(disagreements).toEqual([
      { field: 'decision', evidence: 'CLEAR', opinion: 'ESCALATE', stands: 'opinion' },
      { field: 'match_type', evidence: 'NONE', opinion: 'PARTIAL', stands: 'evidence' },
    ]);
  });

  test('that is milder counts for nothing, and that it was said is kept', () => {
    const evidence = screened('BLOCK');
    const { stands, disagreements } = weighSanctions(evidence, screened('CLEAR'));
    expect(stands).toBe(evidence);
    expect(disagreements[0]).toEqual({ field: 'decision', evidence: 'BLOCK', opinion: 'CLEAR', stands: 'evidence' });
  });

  test('that is of somebody else is told, and of the same mind is not', () => {
    const other = { ...screened('CLEAR'), beneficiary_screened: 'Somebody Else' };
    expect(weighSanctions(screened('CLEAR'), other).disagreements).toEqual([
      {
        field: 'beneficiary_screened',
        evidence: 'Large Vendor Inc',
        opinion: 'Somebody Else',
        stands: 'evidence',
      },
    ]);
    expect(weighSanctions(screened('CLEAR'), screened('CLEAR')).disagreements).toEqual([]);
  });

  test('is cut behind its 300th letter', () => {
    const said = (text: string) =>
      weighSanctions(screened('CLEAR'), screened('BLOCK', { recommendation: text })).stands.recommendation;
    expect(said('x'.repeat(300))).toBe(`The agent says: "${'x'.repeat(300)}"`);
    expect(said('x'.repeat(301))).toBe(`The agent says: "${'x'.repeat(300)}"`);
  });
});

describe('an agent’s own word on liquidity', () => {
  test('that is graver stands, but every figure is the tool’s', () => {
    const evidence = impact('NONE');
    const { stands, disagreements } = weighLiquidity(evidence, opinionOf('BREACH', true, 'HOLD'));
    expect(stands).toEqual({
      ...evidence,
      breach_assessment: { ...evidence.breach_assessment, severity: 'BREACH', breach: true },
      recommendation: { ...evidence.recommendation, action: 'HOLD', reason: 'The agent says: "as I see it"' },
      pass_to_next_agent: false,
    });
    expect(disagreements.filter(({ stands: which }) => which === 'opinion').map(({ field }) => field)).toEqual([
      'severity',
      'breach',
      'recommendation',
    ]);
    expect(disagreements.filter(({ stands: which }) => which === 'evidence').map(({ field }) => field)).toEqual([
      'headroom',
      'gap',
    ]);
  });

  test.each([
    ['speaks of a breach and calls it none', opinionOf('NONE', true, 'RELEASE')],
    ['would hold it and sees none', opinionOf('NONE', false, 'HOLD')],
    ['would hold it for a warning', opinionOf('WARNING', false, 'HOLD')],
  ])('that %s means a breach', (_what, opinion) => {
    expect(weighLiquidity(impact('NONE'), opinion).stands.breach_assessment).toMatchObject({
      severity: 'BREACH',
      breach: true,
    });
  });

  test('that warns is a warning and no breach, and the payment is held all the same', () => {
    const { stands } = weighLiquidity(impact('NONE'), opinionOf('WARNING', false, 'RELEASE'));
    expect(stands.breach_assessment).toMatchObject({ severity: 'WARNING', breach: false });
    expect(stands.recommendation.action).toBe('HOLD');
  });

  test('that is milder or equal counts for nothing', () => {
    const evidence = impact('CRITICAL');
    for (const opinion of [opinionOf('NONE', false, 'RELEASE'), opinionOf('CRITICAL', true, 'HOLD')])
      expect(weighLiquidity(evidence, opinion).stands).toBe(evidence);
  });
});

describe('an agent’s own word on what is to be done', () => {
  test('that is stricter stands, quoted; who must approve and the rule stay', () => {
    const own = procedures('PROCEED');
    const { stands, disagreements } = weighOperations(own, procedures('HOLD', 'wait'));
    expect(stands).toEqual({
      ...own,
      workflow_determination: {
        final_action: 'HOLD',
        reason: 'The agent says: "wait"',
        policy_reference: 'decide-clear',
      },
    });
    expect(disagreements).toEqual([{ field: 'final_action', evidence: 'PROCEED', opinion: 'HOLD', stands: 'opinion' }]);
  });

  test('that is milder counts for nothing', () => {
    const own = procedures('REJECT');
    expect(weighOperations(own, procedures('PROCEED')).stands).toBe(own);
    expect(weighOperations(own, procedures('REJECT')).disagreements).toEqual([]);
  });
});

test('no opinion of any kind loosens what was found', () => {
  const severity = fc.constantFrom(...severities);
  const decision = fc.constantFrom(...sanctionsDecisions);
  const action = fc.constantFrom(...finalActions);
  const opinion = fc.tuple(severity, fc.boolean(), fc.constantFrom('RELEASE' as const, 'HOLD' as const));
  // From the mildest to the strictest.
  const strictness = ['CLEAR', 'ESCALATE', 'BLOCK'];
  fc.assert(
    fc.property(decision, decision, severity, opinion, action, action, (found, said, grave, view, own, proposed) => {
      const sanctions = weighSanctions(screened(found), screened(said)).stands;
      expect(strictness.indexOf(sanctions.decision)).toBe(
        Math.max(strictness.indexOf(found), strictness.indexOf(said)),
      );
      if (sanctions.decision !== 'CLEAR') expect(sanctions.pass_to_next_agent).toBe(false);
      const evidence = impact(grave);
      const { breach_assessment: judged, recommendation } = weighLiquidity(evidence, opinionOf(...view)).stands;
      expect(severities.indexOf(judged.severity)).toBeGreaterThanOrEqual(severities.indexOf(grave));
      expect(judged.breach || !evidence.breach_assessment.breach).toBe(true);
      if (evidence.recommendation.action === 'HOLD') expect(recommendation.action).toBe('HOLD');
      const determined = weighOperations(procedures(own), procedures(proposed)).stands.workflow_determination;
      expect(finalActions.indexOf(determined.final_action)).toBe(
        Math.max(finalActions.indexOf(own), finalActions.indexOf(proposed)),
      );
    }),
  );
});
