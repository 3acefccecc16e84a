import {
  operationalProceduresSchema,
  type OperationalProcedures,
} from '../../../src/domain/evidence/operational-procedures';
import { checkCitations, keepSoundCitations } from '../../../src/domain/knowledge/check-citations';

const sections = [
  { section_id: 'approvals#tiers-by-amount', hash: 'a'.repeat(64) },
  { section_id: 'cutoffs#holidays', hash: 'b'.repeat(64) },
];
const [tiers, holidays] = sections as [(typeof sections)[0], (typeof sections)[0]];

function answerCiting(
  cited: readonly object[],
  consulted: readonly string[],
  reference: string,
): OperationalProcedures {
  return {
    agent: 'operational_procedures',
    input_summary: {
      sanctions_decision: 'CLEAR',
      liquidity_breach: false,
      before_cutoff: true,
      amount_usd: 50_000,
      payment_type: 'SWIFT',
    },
    workflow_determination: { final_action: 'PROCEED', reason: 'as found', policy_reference: reference },
    required_approvals: [{ role: 'Payments Operator' }],
    workflow_steps: [],
    audit_bundle: { required_documents: [], retention_period: '7 years', regulatory_filings: [] },
    escalation_contacts: [],
    audit: {
      run_id: 'WF-20260122102500-abcdef',
      timestamp_utc: '2026-01-22T10:25:00Z',
      policies_consulted: [...consulted],
      sections: cited,
    },
  };
}

test('a citation counts where the section exists with that text', () => {
  expect(checkCitations([tiers, holidays], sections)).toEqual({ kept: sections, dropped: [] });
});

test('a section nobody wrote and a text nobody wrote are dropped, each with its reason', () => {
  const invented = { section_id: 'approvals#waive-everything', hash: 'c'.repeat(64) };
  const altered = { ...holidays, hash: 'd'.repeat(64) };
  expect(checkCitations([tiers, invented, altered], sections)).toEqual({
    kept: [tiers],
    dropped: [
      { section_id: 'approvals#waive-everything', reason: 'no_such_section' },
      { section_id: 'cutoffs#holidays', reason: 'other_text' },
    ],
  });
});

test('an answer with sound citations stays as it is', () => {
  const answer = answerCiting(
    [tiers],
    ['decide-clear', tiers.section_id],
    `Decision matrix: decide-clear; ${tiers.section_id}`,
  );
  expect(keepSoundCitations(answer, sections)).toEqual({ output: answer, dropped: [] });
});

test('an invented citation goes from every place it stands in, and is flagged for people to see', () => {
  const invented = { section_id: 'approvals#waive-everything', hash: 'c'.repeat(64) };
  const { output, dropped } = keepSoundCitations(
    answerCiting(
      [tiers, invented],
      ['decide-clear', tiers.section_id, invented.section_id],
      `Decision matrix: decide-clear; ${invented.section_id}; ${tiers.section_id}`,
    ),
    sections,
  );
  expect(output.workflow_determination.policy_reference).toBe(`Decision matrix: decide-clear; ${tiers.section_id}`);
  expect(output.audit.policies_consulted).toEqual(['decide-clear', tiers.section_id]);
  expect(output.audit).toMatchObject({ sections: [tiers], dropped_citations: dropped });
  expect(dropped).toEqual([{ section_id: invented.section_id, reason: 'no_such_section' }]);
  expect(operationalProceduresSchema.safeParse(output).success).toBe(true);
});

test('a section named without its hash does not count either', () => {
  const { output, dropped } = keepSoundCitations(
    answerCiting([], [holidays.section_id, 'decide-clear'], 'decide-clear'),
    sections,
  );
  expect(output.audit.policies_consulted).toEqual(['decide-clear']);
  expect(dropped).toEqual([{ section_id: holidays.section_id, reason: 'without_hash' }]);
});

test('citations in no readable form are none', () => {
  const { output, dropped } = keepSoundCitations(
    answerCiting([{ id: 7 }], [tiers.section_id], 'decide-clear'),
    sections,
  );
  expect(output.audit).toMatchObject({ policies_consulted: [], sections: [] });
  expect(dropped).toEqual([{ section_id: tiers.section_id, reason: 'without_hash' }]);
});
