import { parsePolicy } from '../../../src/domain/policy/parse-policy';
import { editedTexts, policyWith, shippedPolicy, shippedTexts, type Edit } from './shipped-policy';

function problemsOf(...edits: Edit[]): string[] {
  const parsed = parsePolicy(editedTexts(...edits), 'policy/');
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

const faults: [string, Edit, RegExp][] = [
  ['a syntax error', { file: 'roles.yaml', from: '{ name: CFO,', to: '{ name: CFO' }, /^policy\/roles\.yaml:\d+: /],
  [
    'an unknown key',
    { file: 'cutoffs.yaml', from: 'lead_time_minutes: 0', to: 'lead_time_minutes: 0\nlead_days: 1' },
    /cutoffs\.yaml:\d+: .*lead_days/,
  ],
  [
    'a bad time zone',
    { file: 'rails.yaml', from: 'zone: Europe/London', to: 'zone: Europe/Londn' },
    /rails\.yaml:\d+: rails\.5\.zone: is not a time zone/,
  ],
  [
    'a bad time',
    { file: 'cutoffs.yaml', from: 'at_utc: "11:30"', to: 'at_utc: "24:30"' },
    /cutoffs\.yaml:\d+: internal\.0\.at_utc: is not a time/,
  ],
  [
    'a date that does not exist',
    { file: 'calendars.yaml', from: '2026-02-16', to: '2026-02-30' },
    /calendars\.yaml:\d+: .*is not a real date/,
  ],
  [
    'an unknown currency',
    { file: 'fx-rates.yaml', from: '  EUR: 1.17', to: '  EUX: 1.17' },
    /fx-rates\.yaml:\d+: .*EUX/,
  ],
  [
    'a rate of zero',
    { file: 'fx-rates.yaml', from: 'EUR: 1.17', to: 'EUR: 0' },
    /fx-rates\.yaml:\d+: usd_per_unit\.EUR/,
  ],
  [
    'a warning that begins within a breach',
    { file: 'liquidity.yaml', from: 'warning_below_percent: 110', to: 'warning_below_percent: 99.99' },
    /liquidity\.yaml:\d+: severity\.warning_below_percent: is below 100/,
  ],
  [
    'a critical limit that is no breach',
    { file: 'liquidity.yaml', from: 'critical_below_percent: 80', to: 'critical_below_percent: 100' },
    /liquidity\.yaml:\d+: severity\.critical_below_percent: is not below 100/,
  ],
  [
    'a critical limit of zero',
    { file: 'liquidity.yaml', from: 'critical_below_percent: 80', to: 'critical_below_percent: 0' },
    /liquidity\.yaml:\d+: severity\.critical_below_percent: is not above 0/,
  ],
  [
    'a limit with three decimals',
    { file: 'liquidity.yaml', from: 'critical_below_percent: 80', to: 'critical_below_percent: 79.995' },
    /liquidity\.yaml:\d+: severity\.critical_below_percent: has more than two decimals/,
  ],
  [
    'a second buffer for an entity and currency',
    {
      file: 'liquidity.yaml',
      from: 'entity: GroupTreasuryCo, currency: EUR, minimum',
      to: 'entity: GroupTreasuryCo, currency: USD, minimum',
    },
    /liquidity\.yaml:\d+: buffer for GroupTreasuryCo USD is used twice/,
  ],
  [
    'a buffer in a currency that does not exist',
    { file: 'liquidity.yaml', from: 'BankSubsidiary_TR, currency: EUR', to: 'BankSubsidiary_TR, currency: EUX' },
    /liquidity\.yaml:\d+: buffers\.2\.currency: is not an ISO 4217 currency/,
  ],
  [
    'a buffer that is no amount',
    { file: 'liquidity.yaml', from: 'minimum: "2000000"', to: 'minimum: 2e6' },
    /liquidity\.yaml:\d+: buffers\.1\.minimum/,
  ],
  [
    'a negative buffer',
    { file: 'liquidity.yaml', from: 'minimum: "2000000"', to: 'minimum: "-1"' },
    /liquidity\.yaml:\d+: buffers\.1\.minimum: is not an amount/,
  ],
  [
    'a buffer of a tenth of a cent',
    { file: 'liquidity.yaml', from: 'minimum: "2000000"', to: 'minimum: "2000000.001"' },
    /liquidity\.yaml:\d+: buffer-tr-usd: 2000000.001 has more decimals than USD/,
  ],
  [
    'a buffer larger than can be stated exactly',
    { file: 'liquidity.yaml', from: 'minimum: "2000000"', to: 'minimum: "99999999999999.99"' },
    /liquidity\.yaml:\d+: buffer-tr-usd: .*more than 15 digits/,
  ],
  [
    'an age of data that is neither accepted nor held',
    { file: 'liquidity.yaml', from: 'unknown: hold', to: 'unknown: reject' },
    /liquidity\.yaml:\d+: data_age\.unknown/,
  ],
  [
    'a duplicate id within a table',
    { file: 'approval-matrix.yaml', from: 'id: tier-250k', to: 'id: tier-50k' },
    /approval-matrix\.yaml:\d+: id tier-50k is used twice/,
  ],
  [
    'a duplicate id across tables',
    { file: 'rails.yaml', from: 'id: chips,', to: 'id: tier-1m,' },
    /rails\.yaml:\d+: id tier-1m is used twice/,
  ],
  [
    'a role named twice',
    { file: 'roles.yaml', from: 'name: MLRO,', to: 'name: CFO,' },
    /roles\.yaml:\d+: role CFO is used twice/,
  ],
  [
    'an unknown role in a tier',
    { file: 'approval-matrix.yaml', from: 'roles: [Payments Operator]', to: 'roles: [Payments Clerk]' },
    /approval-matrix\.yaml:\d+: unknown role Payments Clerk/,
  ],
  [
    'an unknown role in a rule',
    { file: 'approval-matrix.yaml', from: 'at_least: CFO }', to: 'at_least: Treasurer }' },
    /approval-matrix\.yaml:\d+: unknown role Treasurer/,
  ],
  [
    'an unknown role in the decision matrix',
    { file: 'decision-matrix.yaml', from: 'role: MLRO', to: 'role: MRLO' },
    /decision-matrix\.yaml:\d+: unknown role MRLO/,
  ],
  [
    'an unknown contact',
    { file: 'procedures.yaml', from: '{ role: CFO, contact', to: '{ role: CEO, contact' },
    /procedures\.yaml:\d+: unknown role CEO/,
  ],
  [
    'an unknown rail',
    { file: 'rails.yaml', from: 'rail: chaps-customer', to: 'rail: chaps' },
    /rails\.yaml:\d+: unknown rail chaps/,
  ],
  [
    'an unknown calendar',
    { file: 'calendars.yaml', from: 'EUR: t2,', to: 'EUR: target,' },
    /calendars\.yaml:\d+: unknown calendar target/,
  ],
  [
    'a combination no rule decides',
    {
      file: 'decision-matrix.yaml',
      from: '{ sanctions: ESCALATE }',
      to: '{ sanctions: ESCALATE, before_cutoff: true }',
    },
    /no rule fits sanctions ESCALATE, liquidity NONE, before_cutoff false/,
  ],
  [
    'two rules for one combination',
    {
      file: 'decision-matrix.yaml',
      from: '{ sanctions: CLEAR, liquidity_breach: false, before_cutoff: true }',
      to: '{ sanctions: CLEAR, before_cutoff: true }',
    },
    /decide-breach and decide-clear both fit/,
  ],
  [
    'a cleared payment filed as withdrawn by whoever asked for it',
    { file: 'decision-matrix.yaml', from: 'outcome: proceed', to: 'outcome: withdrawn' },
    /decide-clear: the outcome withdrawn is for whoever asked for a payment alone/,
  ],
  [
    'a cleared payment held for a breach it does not make',
    { file: 'decision-matrix.yaml', from: 'outcome: proceed', to: 'outcome: liquidity_rejected' },
    /decision-matrix\.yaml:\d+: decide-clear: the outcome liquidity_rejected is for a CLEAR payment that breaches alone/,
  ],
  [
    'an escalation held so that its reviewers would release money',
    { file: 'decision-matrix.yaml', from: 'outcome: compliance_hold', to: 'outcome: liquidity_hold' },
    /decision-matrix\.yaml:\d+: decide-escalate: an ESCALATE waits for compliance, it cannot be liquidity_hold/,
  ],
  [
    'a breach held as a compliance review',
    { file: 'decision-matrix.yaml', from: 'outcome: liquidity_hold', to: 'outcome: compliance_hold' },
    /decision-matrix\.yaml:\d+: decide-breach: the outcome compliance_hold is for an ESCALATE alone/,
  ],
  [
    'a payment without a breach held for one',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: proceed',
      to: 'outcome: liquidity_hold',
    },
    /decide-clear: the outcome liquidity_hold is for a CLEAR payment that breaches alone/,
  ],
  [
    'a missed cutoff filed as a blocked party',
    { file: 'decision-matrix.yaml', from: 'outcome: cutoff_missed', to: 'outcome: blocked' },
    /decide-breach-cutoff-missed: the outcome blocked is for a BLOCK alone/,
  ],
  [
    'a payment in time rejected for its cutoff',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: liquidity_hold',
      to: 'outcome: cutoff_missed',
    },
    /decide-breach: the outcome cutoff_missed is for a payment after its cutoff alone/,
  ],
  [
    'a way that is both not offered and given a cutoff',
    {
      file: 'cutoffs.yaml',
      from: 'not_offered:\n',
      to: 'not_offered:\n  - { id: no-tr-usd-swift, entity: BankSubsidiary_TR, currency: USD, channel: SWIFT }\n',
    },
    /cutoffs\.yaml:\d+: no-tr-usd-swift: BankSubsidiary_TR does not pay USD by SWIFT, yet cutoff-tr-usd-swift/,
  ],
  [
    'a BLOCK that would be held',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: blocked',
      to: 'outcome: compliance_hold',
    },
    /decision-matrix\.yaml:\d+: decide-block: a BLOCK can only be blocked, not compliance_hold/,
  ],
  [
    'a BLOCK that somebody could approve',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: blocked\n    approvals: []',
      to: 'outcome: blocked\n    approvals: [{ role: MLRO }]',
    },
    /decision-matrix\.yaml:\d+: decide-block: nobody can approve a BLOCK/,
  ],
  [
    'a BLOCK handed to the approval matrix',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: blocked\n    approvals: []',
      to: 'outcome: blocked\n    approvals: approval_matrix',
    },
    /decide-block: nobody can approve a BLOCK/,
  ],
  [
    'a BLOCK filed as something else',
    { file: 'decision-matrix.yaml', from: 'outcome: blocked', to: 'outcome: invalid_details' },
    /decide-block: a BLOCK can only be blocked, not invalid_details/,
  ],
  [
    'an escalation that would proceed',
    {
      file: 'decision-matrix.yaml',
      from: 'outcome: compliance_hold',
      to: 'outcome: proceed',
    },
    /decision-matrix\.yaml:\d+: decide-escalate: an ESCALATE waits for compliance/,
  ],
  [
    'an escalation that treasury would review',
    {
      file: 'decision-matrix.yaml',
      from: 'approvals:\n      - { role: Compliance Manager, grants: compliance_review }\n      - { role: MLRO, grants: compliance_review, stage: 2 }',
      to: 'approvals: [{ role: Treasury Manager }, { role: CFO }]',
    },
    /decision-matrix\.yaml:\d+: decide-escalate: an ESCALATE must ask at least one compliance role/,
  ],
  [
    'an escalation that goes by the approval matrix',
    {
      file: 'decision-matrix.yaml',
      from: 'approvals:\n      - { role: Compliance Manager, grants: compliance_review }\n      - { role: MLRO, grants: compliance_review, stage: 2 }',
      to: 'approvals: approval_matrix',
    },
    /decide-escalate: an ESCALATE must ask at least one compliance role/,
  ],
  [
    'a lead time of a whole day',
    { file: 'cutoffs.yaml', from: 'lead_time_minutes: 0', to: 'lead_time_minutes: 1440' },
    /cutoffs\.yaml:\d+: lead_time_minutes: takes the whole day/,
  ],
  [
    'tiers out of order',
    { file: 'approval-matrix.yaml', from: 'up_to_usd: 250000,', to: 'up_to_usd: 40000,' },
    /tier-250k: its bound is not above/,
  ],
  [
    'no open last tier',
    { file: 'approval-matrix.yaml', from: 'up_to_usd: null', to: 'up_to_usd: 9000000' },
    /tier-above-5m: only the last tier/,
  ],
  [
    'a decision without a procedure',
    { file: 'procedures.yaml', from: 'decision: manual-review', to: 'decision: decide-clear' },
    /no procedure for manual-review/,
  ],
  [
    'two internal cutoffs for one payment',
    { file: 'cutoffs.yaml', from: 'currency: TRY, channel: INTERNAL', to: 'currency: TRY, channel: SWIFT' },
    /internal cutoff for BankSubsidiary_TR TRY SWIFT is used twice/,
  ],
  [
    'two routes for one payment',
    { file: 'rails.yaml', from: 'currency: GBP', to: 'currency: EUR' },
    /route for EUR SEPA is used twice/,
  ],
  [
    'grace for a type that an operator may approve alone',
    { file: 'cutoffs.yaml', from: '[URGENT_SUPPLIER, EMERGENCY]', to: '[SWIFT]' },
    /does not ask Treasury Manager of every SWIFT/,
  ],
  [
    'grace for a type with a gap between its rules',
    { file: 'approval-matrix.yaml', from: '[EMERGENCY], above_usd: 1000000', to: '[EMERGENCY], above_usd: 2000000' },
    /does not ask Treasury Manager of every EMERGENCY/,
  ],
  [
    'a reason code explained twice',
    { file: 'reason-codes.yaml', from: 'code: REJ_COMPLIANCE', to: 'code: REJ_SANC_BLOCK' },
    /reason-codes\.yaml:\d+: reason code REJ_SANC_BLOCK is used twice/,
  ],
  [
    'a reason code nothing gives',
    { file: 'reason-codes.yaml', from: 'code: REJ_COMPLIANCE', to: 'code: REJ_BAD_MOOD' },
    /reason-codes\.yaml:\d+: reasons\.7\.code/,
  ],
  [
    'an override nobody can grant',
    { file: 'approval-matrix.yaml', from: 'grants: override_breach', to: 'grants: overide_breach' },
    /approval-matrix\.yaml:\d+: rules\.3\.require/,
  ],
];

test.each(faults)('%s is refused with file, line and reason', (_what, edit, expected) => {
  expect(problemsOf(edit)).toContainEqual(expect.stringMatching(expected));
});

test('what no sanctions rule may say is told on the line that says it', () => {
  const rows = shippedTexts()['decision-matrix.yaml'].split('\n');
  const line = rows.findIndex((row) => row.includes('outcome: blocked')) + 1;
  const [problem] = problemsOf({
    file: 'decision-matrix.yaml',
    from: 'outcome: blocked',
    to: 'outcome: proceed',
  });
  expect(problem).toBe(`policy/decision-matrix.yaml:${line}: decide-block: a BLOCK can only be blocked, not proceed`);
});

test("a lead time of a minute less than a day is the treasury's own affair", () => {
  expect(problemsOf({ file: 'cutoffs.yaml', from: 'lead_time_minutes: 0', to: 'lead_time_minutes: 1439' })).toEqual([]);
});

test('every fault of every file is told at once', () => {
  const problems = problemsOf(
    { file: 'rails.yaml', from: 'zone: Europe/London', to: 'zone: Mars' },
    { file: 'fx-rates.yaml', from: 'EUR: 1.17', to: 'EUR: -1' },
  );
  expect(problems.map((message) => message.split(':')[0])).toEqual(['policy/rails.yaml', 'policy/fx-rates.yaml']);
});

test('a problem names the line the fault stands on', () => {
  const { 'rails.yaml': text } = shippedTexts();
  const line = text.split('\n').findIndex((row) => row.includes('id: route-gbp')) + 1;
  const [problem] = problemsOf({ file: 'rails.yaml', from: 'rail: chaps-customer', to: 'rail: nowhere' });
  expect(problem).toBe(`policy/rails.yaml:${line}: unknown rail nowhere`);
});

test('comments and layout leave the fingerprint as it is, values change it', () => {
  const commented = policyWith({
    file: 'cutoffs.yaml',
    from: 'lead_time_minutes: 0',
    to: '# a remark\nlead_time_minutes:   0',
  });
  const changed = policyWith({ file: 'cutoffs.yaml', from: 'lead_time_minutes: 0', to: 'lead_time_minutes: 1' });
  expect(commented.fingerprint).toBe(shippedPolicy.fingerprint);
  expect(changed.fingerprint).not.toBe(shippedPolicy.fingerprint);
});
