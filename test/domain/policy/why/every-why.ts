/** One example of each thing a reason can say: a member without one does not compile. */
import type { ClosedBecause } from '../../../../src/domain/policy/cutoff/closed-day';
import type { Doubt, FindingWhy, Late, OwnWhy, Remark, Why } from '../../../../src/domain/policy/why/why';

type Each<Union extends { kind: string }> = {
  readonly [Kind in Union['kind']]: readonly [Extract<Union, { kind: Kind }>, string];
};

const way = { entity: 'GroupTreasuryCo', currency: 'USD', channel: 'SWIFT' } as const;

/** With the English sentence, letter for letter. */
export const closedDays: Each<ClosedBecause> = {
  holiday: [
    { kind: 'holiday', day: '2026-01-19', calendar: 'Federal Reserve', holiday: 'M. L. King' },
    '2026-01-19 is a holiday of the Federal Reserve calendar (M. L. King)',
  ],
  weekend: [
    { kind: 'weekend', day: '2026-01-24', calendar: 'Federal Reserve' },
    '2026-01-24 is a weekend in the Federal Reserve calendar',
  ],
  not_offered: [
    { kind: 'not_offered', ...way, rule: 'no-grp-usd' },
    'GroupTreasuryCo does not pay USD by SWIFT (no-grp-usd)',
  ],
  no_calendar: [{ kind: 'no_calendar', currency: 'JPY' }, 'No bank calendar is recorded for JPY'],
  no_cutoff: [{ kind: 'no_cutoff', ...way }, 'No cutoff is known for GroupTreasuryCo USD SWIFT'],
  calendar_ended: [
    { kind: 'calendar_ended', day: '2028-01-03', calendar: 'TARGET', lastDay: '2027-12-31' },
    'The TARGET calendar ends on 2027-12-31 and does not cover 2028-01-03',
  ],
  calendar_not_begun: [
    { kind: 'calendar_not_begun', day: '2025-12-31', calendar: 'TARGET' },
    'The TARGET calendar does not cover 2025-12-31',
  ],
};

export const doubts: Each<Doubt> = {
  fault: [{ kind: 'fault', code: 'step_timeout' }, 'the review took longer than its limit'],
  sanctions_missing: [{ kind: 'sanctions_missing' }, 'sanctions evidence is missing'],
  sanctions_of_another: [{ kind: 'sanctions_of_another' }, 'sanctions evidence is for another beneficiary'],
  sanctions_contradictory: [{ kind: 'sanctions_contradictory' }, 'sanctions evidence says clear and names a match'],
  sanctions_incomplete: [
    { kind: 'sanctions_incomplete', fields: ['beneficiary_bic', 'beneficiary_country'] },
    'sanctions evidence leaves out beneficiary_bic, beneficiary_country',
  ],
  liquidity_missing: [{ kind: 'liquidity_missing' }, 'liquidity evidence is missing'],
  liquidity_of_another: [
    { kind: 'liquidity_of_another', fields: ['payment_id', 'account_id'] },
    'liquidity evidence is for another payment (payment_id, account_id)',
  ],
  liquidity_contradictory: [{ kind: 'liquidity_contradictory' }, 'liquidity evidence contradicts itself'],
  already_left: [{ kind: 'already_left', status: 'SETTLED' }, 'the ledger says this payment has left (SETTLED)'],
  ledger_differs: [
    {
      kind: 'ledger_differs',
      differences: [
        { field: 'amount', asked: '60000', ledger: '50000' },
        { field: 'currency', asked: 'EUR', ledger: 'USD' },
      ],
    },
    'the amount is 60,000 here and 50,000 in the ledger, the currency is EUR here and USD in the ledger',
  ],
  value_date_passed: [{ kind: 'value_date_passed', day: '2026-01-20' }, 'its value date 2026-01-20 has passed'],
  value_date_ahead: [
    { kind: 'value_date_ahead', day: '2026-01-26', asked: '2026-01-24', knownFor: '2026-01-22' },
    'its value date 2026-01-26, moved from 2026-01-24, a day without business, is ahead: liquidity and cutoff are known for 2026-01-22 only, and it is not released before; restart the review on that day',
  ],
  cutoff_unknown: [
    { kind: 'cutoff_unknown', closed: closedDays.no_calendar[0] },
    'the cutoff is not known: No bank calendar is recorded for JPY',
  ],
  ledger_of_another_day: [
    { kind: 'ledger_of_another_day', day: '2026-01-21', today: '2026-01-22' },
    'the ledger is of 2026-01-21, and today is 2026-01-22 (UTC)',
  ],
  data_of_unknown_age: [
    { kind: 'data_of_unknown_age' },
    'nobody recorded how old the liquidity data is (as_of.json or LEDGER_AS_OF)',
  ],
  data_still_to_come: [
    { kind: 'data_still_to_come', asOf: '2026-01-22T12:30:00Z' },
    'liquidity data is dated 2026-01-22T12:30:00Z, which is still to come (as_of.json or LEDGER_AS_OF)',
  ],
  data_too_old: [
    { kind: 'data_too_old', minutes: 721, maxMinutes: 720 },
    'liquidity data is 12 h 1 min old; policy allows 12 h',
  ],
  account_not_proven: [
    { kind: 'account_not_proven', proof: 'Opening 1 leads to 2; the bank says 3' },
    "the account is not proven against the bank's statements: Opening 1 leads to 2; the bank says 3",
  ],
};

export const findings: Each<FindingWhy> = {
  finding: [
    {
      kind: 'finding',
      label: { en: 'Fraud screening', tr: 'Dolandırıcılık taraması' },
      verdict: 'REVIEW',
      detail: 'new; payee (odd)',
    },
    'Fraud screening says REVIEW: "new; payee (odd)"',
  ],
  finding_missing: [{ kind: 'finding_missing', result: 'fraud_screening' }, 'fraud_screening is missing'],
};

export const remarks: Each<Remark> = {
  as_asked_in_all: [
    { kind: 'as_asked_in_all', amount: '1200000', currency: 'USD' },
    'approvals as for the whole 1,200,000 USD first asked for',
  ],
  no_usd_rate: [{ kind: 'no_usd_rate' }, 'no usable USD rate: the strictest tier applies'],
  ...doubts,
  ...findings,
};

const timed = {
  kind: 'cutoff_passed',
  binding: 'rail',
  rule: 'fedwire',
  cutoffAt: '2026-01-22T15:00:00Z',
  leavesAt: null,
  nextValueDate: '2026-01-23',
} as const;

export const lates: Each<Late> = {
  cutoff_passed: [
    timed,
    'cutoff missed: the rail cutoff fedwire is at 2026-01-22T15:00:00Z; next value date 2026-01-23',
  ],
  day_closed: [
    { kind: 'day_closed', closed: closedDays.weekend[0], nextValueDate: null },
    'cutoff missed: 2026-01-24 is a weekend in the Federal Reserve calendar; next value date not in the calendar',
  ],
  late: [{ kind: 'late' }, 'cutoff missed'],
};

const inTime = { kind: 'assessed', screening: 'clear', breach: null, late: null, also: [] } as const;

export const owns: Each<OwnWhy> = {
  sanctioned_place: [
    { kind: 'sanctioned_place', place: 'Iran', also: [] },
    'Sanctions BLOCK - sanctioned jurisdiction Iran',
  ],
  listed: [
    { kind: 'listed', likeness: 'direct', list: 'OFAC SDN', entryType: 'entity', also: [] },
    'Sanctions BLOCK - direct match to OFAC SDN entity',
  ],
  compliance_pending: [{ kind: 'compliance_pending', also: [] }, 'Sanctions ESCALATE - pending compliance review'],
  screened: [{ kind: 'screened', screening: 'clear', also: [] }, 'Sanctions CLEAR'],
  assessed: [inTime, 'Sanctions CLEAR, no liquidity breach, before cutoff'],
  in_doubt: [
    { kind: 'in_doubt', doubt: { kind: 'liquidity_missing' }, also: [] },
    'Manual review - liquidity evidence is missing',
  ],
};

export const whys: Each<Why> = {
  ...owns,
  stricter_proposal: [
    { kind: 'stricter_proposal', own: inTime, ownAction: 'PROCEED', proposed: 'HOLD', words: 'ask again' },
    'Manual review - policy says PROCEED (Sanctions CLEAR, no liquidity breach, before cutoff), the review proposed "HOLD": "ask again"',
  ],
  stricter_finding: [
    { kind: 'stricter_finding', own: inTime, ownAction: 'PROCEED', finding: findings.finding[0] },
    'Manual review - Fraud screening says REVIEW: "new; payee (odd)"; policy otherwise says PROCEED (Sanctions CLEAR, no liquidity breach, before cutoff)',
  ],
  policy_not_applied: [{ kind: 'policy_not_applied' }, 'The review stopped, and policy could not be applied to it'],
};

const breach = { gap: '500000', currency: 'USD', alreadyBelow: false } as const;

/** What one member says in more ways than one. */
export const variants: readonly (readonly [Why, string])[] = [
  [
    { ...inTime, breach, late: timed },
    'Sanctions CLEAR but payment would breach buffer by $500,000 and cutoff missed: the rail cutoff fedwire is at 2026-01-22T15:00:00Z; next value date 2026-01-23',
  ],
  [{ ...inTime, breach }, 'Sanctions CLEAR but payment would breach buffer by $500,000'],
  [
    { ...inTime, breach: { gap: '0.5', currency: 'EUR', alreadyBelow: true } },
    'Sanctions CLEAR but account was already below buffer before this payment, EUR 0.50 short with it',
  ],
  [
    { ...inTime, late: { ...timed, leavesAt: '2026-01-22T16:00:00Z' } },
    'Sanctions CLEAR, no liquidity breach, but cutoff missed: the rail cutoff fedwire is at 2026-01-22T15:00:00Z, the payment is to leave at 2026-01-22T16:00:00Z; next value date 2026-01-23',
  ],
  [
    { ...inTime, screening: 'cleared_by_compliance', also: [remarks.no_usd_rate[0], doubts.data_of_unknown_age[0]] },
    'Sanctions CLEAR after compliance review, no liquidity breach, before cutoff; no usable USD rate: the strictest tier applies; nobody recorded how old the liquidity data is (as_of.json or LEDGER_AS_OF)',
  ],
  [{ kind: 'screened', screening: 'exempt', also: [] }, 'Not screened, as policy exempts it'],
  [
    { kind: 'listed', likeness: 'close', list: null, entryType: 'vessel', also: [] },
    'Sanctions BLOCK - close match to sanctions list vessel',
  ],
  [
    {
      kind: 'in_doubt',
      doubt: { kind: 'value_date_ahead', day: '2026-01-26', asked: null, knownFor: '2026-01-22' },
      also: [],
    },
    'Manual review - its value date 2026-01-26 is ahead: liquidity and cutoff are known for 2026-01-22 only, and it is not released before; restart the review on that day',
  ],
  [
    { kind: 'in_doubt', doubt: { kind: 'data_too_old', minutes: 45, maxMinutes: 44 }, also: [] },
    'Manual review - liquidity data is 45 min old; policy allows 44 min',
  ],
  [
    {
      kind: 'stricter_finding',
      own: { kind: 'compliance_pending', also: [] },
      ownAction: 'HOLD',
      finding: { kind: 'finding', label: { en: 'Fraud', tr: 'Dolandırıcılık' }, verdict: null, detail: null },
    },
    'Manual review - Fraud gave no readable answer; policy otherwise says HOLD (Sanctions ESCALATE - pending compliance review)',
  ],
  [
    { kind: 'stricter_proposal', own: inTime, ownAction: 'PROCEED', proposed: 'REJECT', words: null },
    'Manual review - policy says PROCEED (Sanctions CLEAR, no liquidity breach, before cutoff), the review proposed "REJECT"',
  ],
];

/** Every reason there is an example for, each with its sentence. */
export const everyWhy: readonly (readonly [Why, string])[] = [
  ...Object.values(whys),
  ...Object.values(remarks).map(
    ([remark, text]) =>
      [{ ...inTime, also: [remark] }, `Sanctions CLEAR, no liquidity breach, before cutoff; ${text}`] as const,
  ),
  ...Object.values(doubts).map(
    ([doubt, text]) => [{ kind: 'in_doubt', doubt, also: [] }, `Manual review - ${text}`] as const,
  ),
  ...Object.values(closedDays).map(
    ([closed, text]) =>
      [
        { kind: 'in_doubt', doubt: { kind: 'cutoff_unknown', closed }, also: [] },
        `Manual review - the cutoff is not known: ${text}`,
      ] as const,
  ),
  ...Object.values(lates).map(
    ([late, text]) => [{ ...inTime, late }, `Sanctions CLEAR, no liquidity breach, but ${text}`] as const,
  ),
  ...variants,
];
