import path from 'node:path';
import type { Member } from '../../../../src/domain/values/person';
import { explainPolicy } from '../../../../src/domain/policy/questions/explain';
import { askCutoff } from '../../../../src/domain/policy/cutoff/ask-cutoff';
import { weaknessKinds, type LintKind } from '../../../../src/domain/policy/lint/finding';
import { lintContradictions, lintPolicy, type LintFinding } from '../../../../src/domain/policy/lint/lint-policy';
import type { Policy } from '../../../../src/domain/policy/policy';
import { readPolicyTables } from '../../../../src/domain/policy/parse-policy';
import { refusedKinds } from '../../../../src/domain/policy/tables/policy-fault';
import { shippedSections } from '../../knowledge/shipped-sections';
import { readPeople } from '../../../../src/sources/policy/people-file';
import { editedTexts, policyWith, shippedPolicy, shippedTexts, type Edit } from '../shipped-policy';

const root = path.resolve(__dirname, '../../../..');
const people = readPeople(path.join(root, 'demo/people.yaml'), shippedPolicy.roles).members();
const sections = shippedSections.map(({ id }) => id);
const demoDay = Date.parse('2026-01-22T10:25:00Z');

interface Plant {
  readonly edits?: readonly Edit[];
  readonly members?: readonly Member[];
  readonly nowMs?: number;
}

const found = new Map<Plant, readonly LintFinding[]>();

/** Each plant is linted once: a lint walks every day of every calendar. */
function lintOnce(plant: Plant): readonly LintFinding[] {
  const known = found.get(plant) ?? lint(plant);
  found.set(plant, known);
  return known;
}

function lint({ edits = [], members = people, nowMs = demoDay }: Plant = {}): readonly LintFinding[] {
  const read = readPolicyTables(editedTexts(...edits), 'policy/');
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return lintPolicy(read.tables, { members, sections, nowMs });
}

function without(role: string): readonly Member[] {
  return people.map((person) => ({ ...person, roles: person.roles.filter((held) => held !== role) }));
}

function alsoHolding(name: string, role: string): readonly Member[] {
  return people.map((person) => (person.name === name ? { ...person, roles: [...person.roles, role] } : person));
}

/** Whom a payment that nothing speaks against asks. */
function clearAskedOf(approvals: string): Edit {
  const clear = 'before_cutoff: true }\n    outcome: proceed\n    approvals: ';
  return { file: 'decision-matrix.yaml', from: `${clear}approval_matrix`, to: `${clear}${approvals}` };
}

function alsoNotOffered(way: string): Edit {
  return {
    file: 'cutoffs.yaml',
    from: 'not_offered:\n',
    to: `not_offered:\n  - { id: no-such-way, entity: ${way} }\n`,
  };
}

/** So that the row may be taken for another check. */
const noDuplicate: Edit = {
  file: 'unusual.yaml',
  from: '  - { id: unusual-duplicate, check: duplicate, window_hours: 24, consequence: note }\n',
  to: '',
};

/** The English banks with New Year's Day alone. */
const onlyOneHoliday: Edit = (() => {
  const text = shippedTexts()['calendars.yaml'];
  const from = text.indexOf('      - { date: 2026-04-03, name: Good Friday }', text.indexOf('id: england'));
  const rest = text.slice(from, text.indexOf('    half_days: []', from));
  return { file: 'calendars.yaml', from: rest, to: '' };
})();

/** Each fault planted alone: its kind, how it is planted, and the rule ids or words that must be told. */
const planted: [kind: LintKind, plant: Plant, told: RegExp][] = [
  [
    'buffer_out_of_line',
    { edits: [{ file: 'liquidity.yaml', from: 'minimum: "5000000"', to: 'minimum: "50000000"' }] },
    /buffer-group-usd: 50000000 USD is about 25 times off/,
  ],
  [
    'rate_inverted',
    { edits: [{ file: 'fx-rates.yaml', from: 'EUR: 1.17', to: 'EUR: 0.855' }] },
    /EUR for one USD: the rate would be 1.17/,
  ],
  [
    'rate_out_of_line',
    { edits: [{ file: 'fx-rates.yaml', from: 'JPY: 0.00632', to: 'JPY: 0.0632' }] },
    /was worth about 0.0065/,
  ],
  ['calendar_nearly_empty', { edits: [onlyOneHoliday] }, /has 1 holiday from/],
  [
    'decision_gap',
    {
      edits: [
        {
          file: 'decision-matrix.yaml',
          from: '{ sanctions: ESCALATE }',
          to: '{ sanctions: ESCALATE, before_cutoff: true }',
        },
      ],
    },
    /no rule fits sanctions ESCALATE/,
  ],
  [
    'decision_overlap',
    {
      edits: [
        {
          file: 'decision-matrix.yaml',
          from: '{ sanctions: CLEAR, liquidity_breach: false, before_cutoff: true }',
          to: '{ sanctions: CLEAR, before_cutoff: true }',
        },
      ],
    },
    /decide-breach and decide-clear/,
  ],
  [
    'outcome_mismatch',
    {
      edits: [{ file: 'decision-matrix.yaml', from: 'outcome: compliance_hold', to: 'outcome: blocked' }],
    },
    /decide-escalate/,
  ],
  [
    'sanctions_loosened',
    {
      edits: [
        {
          file: 'decision-matrix.yaml',
          from: 'outcome: compliance_hold',
          to: 'outcome: proceed',
        },
      ],
    },
    /decide-escalate/,
  ],
  [
    'right_missing',
    {
      edits: [
        {
          file: 'rights.yaml',
          from: '  - { id: right-end-held, act: end_held, given_to: [asked] }\n',
          to: '',
        },
      ],
    },
    /no rule says who may end_held/,
  ],
  [
    'duplicate_name',
    {
      edits: [
        {
          file: 'rights.yaml',
          from: '  - { id: right-end-held, act: end_held, given_to: [asked] }\n',
          to: '  - { id: right-end-held, act: end_held, given_to: [asked] }\n  - { id: right-end-too, act: end_held, given_to: [originator] }\n',
        },
      ],
    },
    /end_held/,
  ],
  [
    'decision_loosened',
    {
      edits: [
        {
          file: 'decision-matrix.yaml',
          from: 'outcome: liquidity_hold',
          to: 'outcome: proceed',
        },
      ],
    },
    /decide-breach: a payment that breaches its buffer would PROCEED/,
  ],
  [
    'single_approver',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: 'roles: [Treasury Analyst, Payments Supervisor]',
          to: 'roles: [Treasury Analyst]',
        },
      ],
    },
    /tier-250k: asks Treasury Analyst alone, so one person releases what is above tier-50k/,
  ],
  [
    'matrix_bypassed',
    { edits: [clearAskedOf('[{ role: Treasury Manager }, { role: Head of Treasury }]')] },
    /decide-clear: asks Treasury Manager and Head of Treasury of every payment instead of the approval matrix, which asks as much as CFO and Head of Treasury/,
  ],
  [
    'not_offered_contradicted',
    { edits: [alsoNotOffered('BankSubsidiary_TR, currency: USD, channel: SWIFT')] },
    /no-such-way: .* cutoff-tr-usd-swift gives it a cutoff/,
  ],
  [
    'bound_too_fine',
    { edits: [{ file: 'approval-matrix.yaml', from: 'up_to_usd: 250000,', to: 'up_to_usd: 250000.005,' }] },
    /tier-250k: 250000.005 has more decimals than USD/,
  ],
  [
    'half_day_close_late',
    { edits: [{ file: 'rails.yaml', from: 'half_day_closes: "13:00"', to: 'half_day_closes: "17:31"' }] },
    /tcmb-eft: on a half day TCMB EFT would close at 17:31, later than the 17:30/,
  ],
  [
    'day_listed_twice',
    { edits: [{ file: 'calendars.yaml', from: '2026-02-16, name: Presidents', to: '2026-01-19, name: Presidents' }] },
    /us-fed: 2026-01-19 stands twice/,
  ],
  [
    'rate_from_future',
    { edits: [{ file: 'fx-rates.yaml', from: 'as_of: "2026-01-21', to: 'as_of: "2062-01-21' }] },
    /dated 2062-01-21T16:00:00Z/,
  ],
  [
    'list_age_unbounded',
    { edits: [{ file: 'sanctions.yaml', from: 'production: 7', to: 'production: null' }] },
    /production trusts a watch list of any age/,
  ],
  [
    'jurisdiction_missing',
    { edits: [{ file: 'sanctions.yaml', from: 'code: CU', to: 'code: BY' }] },
    /Cuba \(CU\) is comprehensively sanctioned and not in the table/,
  ],
  [
    'jurisdiction_loosened',
    {
      edits: [
        {
          file: 'sanctions.yaml',
          from: 'name: Iran\n    consequence: REJECT',
          to: 'name: Iran\n    consequence: ESCALATE',
        },
      ],
    },
    /Iran is comprehensively sanctioned and not rejected for every currency.*jur-iran/,
  ],
  [
    'jurisdiction_unchecked',
    {
      edits: [
        {
          file: 'sanctions.yaml',
          from: 'source: 31 CFR Part 515\n    checked_on: 2026-11-28',
          to: 'source: 31 CFR Part 515\n    checked_on: 2025-01-20',
        },
      ],
    },
    /jur-cuba was last checked on 2025-01-20/,
  ],
  [
    'jurisdiction_without_effect',
    {
      edits: [
        {
          file: 'sanctions.yaml',
          from: 'jurisdictions:\n',
          to: 'jurisdictions:\n  - { id: jur-iran-usd, code: IR, name: Iran, consequence: ESCALATE, currencies: [USD], source: written here, checked_on: 2026-11-28 }\n',
        },
      ],
    },
    /another row of IR is as strict.*jur-iran-usd/,
  ],
  [
    'programme_missing',
    { edits: [{ file: 'sanctions.yaml', from: 'list: EU FSF', to: 'list: EU Other' }] },
    /no row blocks every entry of EU FSF/,
  ],
  [
    'programme_loosened',
    {
      edits: [
        {
          file: 'sanctions.yaml',
          from: 'programmes:\n',
          to: 'programmes:\n  - { id: prog-mild, list: OFAC SDN, programmes: [CUBA], effect: restrict, instruction: look, source: written here }\n',
        },
      ],
    },
    /OFAC SDN lists blocked parties.*prog-mild/,
  ],
  [
    'credit_line_empty',
    { edits: [{ file: 'liquidity.yaml', from: 'limit: "500000"', to: 'limit: "0.00"' }] },
    /line-tr-usd: a credit line of 0.00 USD/,
  ],
  [
    'tier_bounds',
    { edits: [{ file: 'approval-matrix.yaml', from: 'up_to_usd: 250000,', to: 'up_to_usd: 40000,' }] },
    /tier-250k/,
  ],
  [
    'grace_unguarded',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: '[EMERGENCY], above_usd: 1000000',
          to: '[EMERGENCY], above_usd: 2000000',
        },
      ],
    },
    /grace-emergency/,
  ],
  [
    'override_ungranted',
    {
      edits: [
        { file: 'approval-matrix.yaml', from: 'grants: override_breach', to: 'grants: evaluate_options' },
        { file: 'approval-matrix.yaml', from: 'grants: override_breach', to: 'grants: evaluate_options' },
      ],
    },
    /override-justification/,
  ],
  [
    'duplicate_name',
    { edits: [{ file: 'approval-matrix.yaml', from: 'id: tier-250k', to: 'id: tier-50k' }] },
    /tier-50k/,
  ],
  ['unknown_name', { edits: [{ file: 'rails.yaml', from: 'rail: chaps-customer', to: 'rail: chaps' }] }, /route-gbp/],
  [
    'procedure_missing',
    { edits: [{ file: 'procedures.yaml', from: 'decision: manual-review', to: 'decision: decide-clear' }] },
    /manual-review/,
  ],
  [
    'rule_unreachable',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: '  - id: severity-breach',
          to: '  - id: never\n    when: { above_usd: 2000000, up_to_usd: 1000000 }\n    require: { at_least: CFO }\n  - id: severity-breach',
        },
      ],
    },
    /never: no payment meets/,
  ],
  [
    'rule_without_effect',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: '  - id: severity-breach',
          to: '  - id: pointless\n    when: { payment_types: [EMERGENCY], severities: [NONE] }\n    require: [{ role: Payments Operator }]\n  - id: severity-breach',
        },
      ],
    },
    /pointless/,
  ],
  [
    'approval_tie',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: '  - id: severity-breach',
          to: '  - id: sepa-pair\n    when: { payment_types: [SEPA], above_usd: 250000, up_to_usd: 1000000 }\n    require: [{ role: Treasury Manager }, { role: Payments Supervisor }]\n  - id: severity-breach',
        },
      ],
    },
    /tier-1m.*sepa-pair|sepa-pair.*tier-1m/,
  ],
  [
    'tier_weaker_than_below',
    { edits: [{ file: 'approval-matrix.yaml', from: 'roles: [CFO, Head of Treasury] }', to: 'roles: [CFO] }' }] },
    /tier-above-5m/,
  ],
  [
    'tier_lead_not_highest',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: '[Treasury Manager, Treasury Analyst]',
          to: '[Treasury Analyst, Treasury Manager]',
        },
      ],
    },
    /tier-1m: Treasury Analyst leads/,
  ],
  [
    'role_repeated',
    { edits: [{ file: 'approval-matrix.yaml', from: '[CFO, Head of Treasury]', to: '[CFO, CFO]' }] },
    /tier-above-5m: names CFO twice/,
  ],
  [
    'nobody_asked',
    {
      edits: [
        {
          file: 'decision-matrix.yaml',
          from: 'outcome: liquidity_hold\n    approvals: approval_matrix',
          to: 'outcome: liquidity_hold\n    approvals: []',
        },
      ],
    },
    /decide-breach: liquidity_hold with nobody/,
  ],
  [
    'lines_mixed',
    {
      edits: [{ file: 'approval-matrix.yaml', from: 'roles: [Payments Operator]', to: 'roles: [Compliance Officer]' }],
    },
    /tier-50k: Compliance Officer is of compliance/,
  ],
  ['role_unheld', { members: without('Treasury Analyst') }, /nobody holds Treasury Analyst.*tier-250k.*tier-1m/],
  [
    'role_without_backup',
    { members: people.filter(({ name }) => name !== 'Paula Petrov') },
    /CFO rests on Carl Castellan alone/,
  ],
  [
    'four_eyes_by_one',
    { members: alsoHolding('Maya Marchetti', 'Treasury Analyst') },
    /tier-1m.*: Maya Marchetti holds/,
  ],
  [
    'duties_in_one_hand',
    { members: alsoHolding('Carmen Cordero', 'Payments Operator') },
    /sod-compliance-release|Carmen Cordero/,
  ],
  [
    'escalation_loop',
    {
      edits: [
        {
          file: 'roles.yaml',
          from: 'sla_hours: 2, escalates_to: null',
          to: 'sla_hours: 2, escalates_to: Treasury Manager',
        },
      ],
    },
    /circle/,
  ],
  [
    'escalation_not_upward',
    {
      edits: [
        {
          file: 'roles.yaml',
          from: 'sla_hours: 2, escalates_to: Payments Supervisor',
          to: 'sla_hours: 2, escalates_to: MLRO',
        },
      ],
    },
    /Payments Operator escalates to MLRO/,
  ],
  [
    'contact_missing',
    { edits: [{ file: 'procedures.yaml', from: '  - { role: CFO, contact: cfo-office@bank.local }\n', to: '' }] },
    /no contact for CFO/,
  ],
  [
    'segregation_missing',
    {
      edits: [
        { file: 'segregation-of-duties.yaml', from: 'duties: [create, approve]', to: 'duties: [create, release]' },
      ],
    },
    /create and approve/,
  ],
  [
    'cutoff_after_rail_close',
    {
      edits: [
        {
          file: 'cutoffs.yaml',
          from: 'id: cutoff-tr-try-swift, entity: BankSubsidiary_TR, currency: TRY, channel: SWIFT, at_utc: "11:00"',
          to: 'id: cutoff-tr-try-swift, entity: BankSubsidiary_TR, currency: TRY, channel: SWIFT, at_utc: "14:31"',
        },
      ],
    },
    /cutoff-tr-try-swift: 14:31 is after TCMB EFT closes/,
  ],
  [
    'grace_after_rail_close',
    { edits: [{ file: 'cutoffs.yaml', from: 'channel: SEPA, at_utc: "14:00"', to: 'channel: SEPA, at_utc: "14:45"' }] },
    /cutoff-tr-eur-sepa: the grace of grace-emergency ends after/,
  ],
  [
    'cutoff_gap',
    {
      edits: [
        {
          file: 'cutoffs.yaml',
          from: '  - { id: no-tr-eur-internal, entity: BankSubsidiary_TR, currency: EUR, channel: INTERNAL }\n',
          to: '',
        },
      ],
    },
    /BankSubsidiary_TR EUR INTERNAL/,
  ],
  [
    'half_day_close_missing',
    { edits: [{ file: 'rails.yaml', from: ', half_day_closes: "13:00"', to: '' }] },
    /tcmb-eft/,
  ],
  [
    'calendar_ends_soon',
    {
      // Rates are fed until then, or they would be stale as well.
      edits: [{ file: 'fx-rates.yaml', from: 'as_of: "2026-01-21', to: 'as_of: "2027-11-09' }],
      nowMs: Date.parse('2027-11-10T12:00:00Z'),
    },
    /turkey: Turkish banks ends on 2027-12-31/,
  ],
  [
    'holiday_outside_calendar',
    { edits: [{ file: 'calendars.yaml', from: '{ date: 2026-01-19,', to: '{ date: 2025-01-19,' }] },
    /us-fed: 2025-01-19 is outside/,
  ],
  [
    'half_day_without_effect',
    { edits: [{ file: 'calendars.yaml', from: '{ date: 2026-10-28, name: Eve', to: '{ date: 2026-10-25, name: Eve' }] },
    /turkey: 2026-10-25/,
  ],
  [
    'currency_without_calendar',
    { edits: [{ file: 'calendars.yaml', from: ', GBP: england', to: '' }] },
    /route-gbp: GBP/,
  ],
  ['currency_without_rate', { edits: [{ file: 'fx-rates.yaml', from: '  GBP: 1.345\n', to: '' }] }, /no rate for GBP/],
  [
    'rate_stale',
    { edits: [{ file: 'fx-rates.yaml', from: 'max_age_days: 366', to: 'max_age_days: 0.5' }] },
    /2026-01-21T16:00:00Z are older/,
  ],
  [
    'retention_too_short',
    {
      edits: [{ file: 'procedures.yaml', from: 'retention: retention-sanctions', to: 'retention: retention-standard' }],
    },
    /decide-block: keeps a sanctions record 7 years/,
  ],
  [
    'section_unknown',
    { edits: [{ file: 'procedures.yaml', from: 'cutoffs#after-the-cutoff', to: 'cutoffs#before-the-cutoff' }] },
    /cutoffs#before-the-cutoff/,
  ],
  [
    'reason_unexplained',
    {
      edits: [
        {
          file: 'reason-codes.yaml',
          from: '  - code: REJ_ORIGINATOR_CANCEL\n    meaning: Whoever asked for the payment took it back.\n    next_step: Nothing. Submit a new request if it is needed after all.\n',
          to: '',
        },
      ],
    },
    /REJ_ORIGINATOR_CANCEL/,
  ],
  [
    'entity_unknown',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: 'when: { payment_types: [URGENT_SUPPLIER] }',
          to: 'when: { payment_types: [URGENT_SUPPLIER], entities: [BankSubsidary_TR, GroupTreasuryCo] }',
        },
        { file: 'cutoffs.yaml', from: 'payment_types: [URGENT_SUPPLIER, EMERGENCY]', to: 'payment_types: [EMERGENCY]' },
      ],
    },
    /type-urgent-supplier: no cutoff knows the entity BankSubsidary_TR/,
  ],
  [
    'amount_gap',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: 'after_hours: true, above_usd: 100000, up_to_usd: 1000000',
          to: 'after_hours: true, above_usd: 150000, up_to_usd: 1000000',
        },
      ],
    },
    /after-hours-on-call and after-hours-head leave out the amounts above 100000 up to 150000/,
  ],
  [
    'amount_overlap',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: 'after_hours: true, above_usd: 100000, up_to_usd: 1000000',
          to: 'after_hours: true, above_usd: 60000, up_to_usd: 1000000',
        },
      ],
    },
    /both claim the amounts above 60000/,
  ],
  [
    'severity_uncovered',
    {
      edits: [
        {
          file: 'approval-matrix.yaml',
          from: 'severities: [CRITICAL]',
          to: 'severities: [BREACH], entities: [GroupTreasuryCo]',
        },
      ],
    },
    /severity CRITICAL/,
  ],
  [
    'amount_unfit',
    { edits: [{ file: 'liquidity.yaml', from: 'minimum: "45000000"', to: 'minimum: "45000000.001"' }] },
    /buffer-tr-try: 45000000.001 has more decimals than TRY/,
  ],
  [
    'buffer_missing',
    {
      edits: [
        {
          file: 'liquidity.yaml',
          from: '  - { id: buffer-group-eur, entity: GroupTreasuryCo, currency: EUR, minimum: "3000000" }\n',
          to: '',
        },
      ],
    },
    /no buffer for GroupTreasuryCo EUR.*cutoff-group-eur-sepa/,
  ],
  [
    'credit_line_without_buffer',
    {
      edits: [
        {
          file: 'liquidity.yaml',
          from: 'id: line-tr-usd, entity: BankSubsidiary_TR, currency: USD',
          to: 'id: line-tr-gbp, entity: BankSubsidiary_TR, currency: GBP',
        },
      ],
    },
    /line-tr-gbp: BankSubsidiary_TR has no GBP buffer/,
  ],
  [
    'split_unseen',
    { edits: [{ file: 'unusual.yaml', from: 'check: together_above_tier', to: 'check: duplicate' }, noDuplicate] },
    /twice 50000 USD to one payee asks nobody of tier-250k/,
  ],
  [
    'window_beyond_lookback',
    {
      edits: [
        { file: 'unusual.yaml', from: 'tier, window_hours: 24', to: 'tier, window_hours: 8760' },
        { file: 'unusual.yaml', from: 'lookback_days: 365', to: 'lookback_days: 364' },
      ],
    },
    /unusual-split: looks 8760 hours back/,
  ],
];

test('nothing is found in the shipped policy with the demo people', () => expect(lint()).toEqual([]));

test('a buffer of an entity nobody else names is most likely misspelt', () => {
  const found = lint({
    edits: [
      {
        file: 'liquidity.yaml',
        from: '  - { id: buffer-tr-try',
        to: '  - { id: buffer-x, entity: BankSubsidary_TR, currency: USD, minimum: "1" }\n  - { id: buffer-tr-try',
      },
    ],
  });
  expect(found).toMatchObject([{ kind: 'entity_unknown', file: 'liquidity.yaml', rule_ids: ['buffer-x'] }]);
});

test('a policy without buffers leaves them to the ledger, and no row of it is missed', () => {
  const texts = shippedTexts()['liquidity.yaml'];
  const rows = /buffers:\n(?: {2}- .*\n)+/.exec(texts)?.[0] ?? '';
  expect(lint({ edits: [{ file: 'liquidity.yaml', from: rows, to: 'buffers: []\n' }] })).toEqual([]);
});

test('every kind of fault has its planted one', () => {
  expect(new Set(planted.map(([kind]) => kind))).toEqual(new Set([...refusedKinds, ...weaknessKinds]));
});

test.each(planted)('%s is found, with its rule, its line and an example', (kind, plant, told) => {
  const match = lintOnce(plant)
    .filter((finding) => finding.kind === kind)
    .find((finding) => told.test(`${finding.reason} ${finding.rule_ids.join(' ')}`));
  expect(match).toBeDefined();
  expect(match?.line).toBeGreaterThan(0);
  expect(Object.keys(match?.example ?? {})).not.toEqual([]);
});

test('a planted fault brings no unrelated finding with it', () => {
  const counts = planted.map(
    ([kind, plant]) => [kind, [...new Set(lintOnce(plant).map((finding) => finding.kind))]] as const,
  );
  // The second procedure of one decision is what leaves the other without any; the loser of a tie adds nothing.
  const companions: Readonly<Partial<Record<LintKind, readonly LintKind[]>>> = {
    procedure_missing: ['duplicate_name'],
    approval_tie: ['rule_without_effect'],
    // Whoever asks nobody does not ask the approval matrix either.
    nobody_asked: ['matrix_bypassed'],
    // At night the lone analyst meets the on-call officer of the same rank.
    single_approver: ['approval_tie'],
    tier_weaker_than_below: ['single_approver'],
    // "At least Treasury Manager" then means the Treasury Manager alone.
    tier_lead_not_highest: ['single_approver'],
  };
  const unrelated = counts.flatMap(([kind, kinds]) =>
    kinds.filter((other) => other !== kind && !companions[kind]?.includes(other)).map((other) => `${kind}: ${other}`),
  );
  expect(unrelated).toEqual([]);
});

const clearMissed = {
  from: 'before_cutoff: false }\n    outcome: cutoff_missed\n    approvals: [{ role: Payments Operator, grants: offer_next_day }]',
  to: 'before_cutoff: false }\n    outcome: proceed\n    approvals: approval_matrix',
};

test('a missed cutoff that would proceed is found, and its example proceeds', () => {
  const edit: Edit = { file: 'decision-matrix.yaml', ...clearMissed };
  const [finding, ...others] = lint({ edits: [edit] });
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ kind: 'decision_loosened', rule_ids: ['decide-clear-cutoff-missed'] });
  expect(finding?.example).toEqual({ sanctions: 'CLEAR', severity: 'NONE', before_cutoff: false });
  const payment = { amount: 1, currency: 'USD', payment_type: 'SWIFT', entity: 'GroupTreasuryCo' };
  const explained = explainPolicy(policyWith(edit), { ...payment, ...finding?.example }, demoDay);
  expect(explained.ok && explained.explanation.action).toBe('PROCEED');
});

test('the example of a single approver is a payment that one role releases', () => {
  const plant = planted.find(([kind]) => kind === 'single_approver')?.[1] ?? {};
  const finding = lintOnce(plant).find(({ kind }) => kind === 'single_approver');
  expect(finding).toMatchObject({ rule_ids: ['tier-250k'], example: { amount: 50_000.01 } });
  const asked = { sanctions: 'CLEAR', before_cutoff: true, ...finding?.example };
  const explained = explainPolicy(policyWith(...(plant.edits ?? [])), asked, demoDay);
  expect(explained.ok && explained.explanation.required_approvals.map(({ role }) => role)).toEqual([
    'Treasury Analyst',
  ]);
});

test('an escalation that one compliance role clears is found', () => {
  const edit: Edit = {
    file: 'decision-matrix.yaml',
    from: '      - { role: MLRO, grants: compliance_review, stage: 2 }\n',
    to: '',
  };
  expect(lint({ edits: [edit] })).toMatchObject([
    { kind: 'single_approver', file: 'decision-matrix.yaml', rule_ids: ['decide-escalate'] },
  ]);
});

test('a cleared payment that one operator releases whatever its amount is found, and its example is one', () => {
  const edit = clearAskedOf('[{ role: Payments Operator }]');
  const findings = lint({ edits: [edit] });
  expect(findings).toMatchObject([
    { kind: 'matrix_bypassed', file: 'decision-matrix.yaml', rule_ids: ['decide-clear'] },
    { kind: 'single_approver', file: 'decision-matrix.yaml', rule_ids: ['decide-clear'] },
  ]);
  expect(findings[1]?.reason).toBe('decide-clear: asks Payments Operator alone, so one person releases any amount');
  const askedOf = (policy: Policy) => {
    const explained = explainPolicy(policy, findings[0]?.example, demoDay);
    return explained.ok && explained.explanation.required_approvals.map(({ role }) => role);
  };
  expect(askedOf(policyWith(edit))).toEqual(['Payments Operator']);
  expect(askedOf(shippedPolicy)).toEqual(['Head of Treasury', 'CFO']);
});

test('a breach that asks for roles of its own is found, and its example breaches', () => {
  const breach = 'outcome: liquidity_hold\n    approvals: ';
  const edit: Edit = {
    file: 'decision-matrix.yaml',
    from: `${breach}approval_matrix`,
    to: `${breach}[{ role: Head of Treasury }, { role: CFO }]`,
  };
  expect(lint({ edits: [edit] })).toMatchObject([
    { kind: 'matrix_bypassed', rule_ids: ['decide-breach'], example: { severity: 'BREACH', before_cutoff: true } },
  ]);
});

test('a way that is not offered contradicts a bank cutoff too, but not the rail, which others may use', () => {
  const way = 'BankSubsidiary_TR, currency: GBP, channel: SWIFT';
  const bank: Edit = {
    file: 'cutoffs.yaml',
    from: 'bank: []',
    to: `bank: [{ id: bank-gbp, entity: ${way}, at: "15:00", zone: Europe/London }]`,
  };
  expect(lint({ edits: [alsoNotOffered(way)] })).toEqual([]);
  expect(lint({ edits: [bank, alsoNotOffered(way)] })).toMatchObject([
    { kind: 'not_offered_contradicted', rule_ids: ['no-such-way', 'bank-gbp'] },
  ]);
});

test.each([
  ['31', []],
  ['31.5', ['list_age_unbounded']],
  ['36500', ['list_age_unbounded']],
])('a watch list of up to a month may be trusted: %s days', (days, kinds) => {
  const found = lint({ edits: [{ file: 'sanctions.yaml', from: 'production: 7', to: `production: ${days}` }] });
  expect(found.map(({ kind }) => kind)).toEqual(kinds);
});

test('rates are of the future by the time of the lint, not of the file', () => {
  expect(lint({ nowMs: Date.parse('2026-01-21T16:00:00Z') })).toEqual([]);
  expect(lint({ nowMs: Date.parse('2026-01-21T15:59:59Z') })).toMatchObject([{ kind: 'rate_from_future' }]);
});

test('a role named twice is told where it stands, before anybody is read against the roles', () => {
  const read = readPolicyTables(editedTexts({ file: 'roles.yaml', from: 'name: MLRO,', to: 'name: CFO,' }), 'policy/');
  if (!read.ok) throw new Error('the tables must be readable');
  const rows = shippedTexts()['roles.yaml'].split('\n');
  const line = rows.findIndex((row) => row.includes('name: MLRO,')) + 1;
  expect(lintContradictions(read.tables)).toContainEqual(
    expect.objectContaining({ kind: 'duplicate_name', file: 'roles.yaml', line, reason: 'role CFO is used twice' }),
  );
});

test('the line is the one the faulty rule stands on', () => {
  const [finding] = lint({
    edits: [{ file: 'procedures.yaml', from: 'cutoffs#after-the-cutoff', to: 'cutoffs#nowhere' }],
  });
  const rows = shippedTexts()['procedures.yaml'].split('\n');
  const line = rows.findIndex((row) => row.includes('cutoffs#after-the-cutoff')) + 1;
  expect(finding).toMatchObject({ file: 'procedures.yaml', line, rule_ids: ['decide-breach-cutoff-missed'] });
});

test('the example of a tie is a payment for which both rules fire', () => {
  const tie = planted.find(([kind]) => kind === 'approval_tie')?.[1] ?? {};
  const [finding] = lint(tie);
  const asked = { sanctions: 'CLEAR', before_cutoff: true, ...finding?.example };
  const explained = explainPolicy(policyWith(...(tie.edits ?? [])), asked, demoDay);
  expect(explained.ok && explained.explanation.rule_ids).toEqual(expect.arrayContaining(['tier-1m', 'sepa-pair']));
});

test('the example of a cutoff gap is a payment that always counts as late', () => {
  const gap = planted.find(([kind]) => kind === 'cutoff_gap')?.[1] ?? {};
  const [finding] = lint(gap);
  const asked = askCutoff(
    policyWith(...(gap.edits ?? [])),
    { ...finding?.example, at: '2026-01-22T06:00:00Z' },
    demoDay,
  );
  expect(asked.ok && asked.facts).toMatchObject({ before_cutoff: false, effective_cutoff_utc: null });
});

test('without people nobody holds any approving role', () => {
  const kinds = lint({ members: [] }).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(['role_unheld']));
  expect(kinds.length).toBeGreaterThanOrEqual(8);
});
